"""What is measured, one file a subject. To add a metric, add a file here with functions marked by
`@evaluates(title, folder)` that yield `Row`s (see `bench.measure`); nothing else is to be touched.
"""
