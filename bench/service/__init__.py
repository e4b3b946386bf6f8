"""What the daemon costs and how fast it is, on a Dovecot of its own: `rest` (processor and memory
over minutes of IDLE), `latency` (from APPEND to `status --json`), `month` (a simulated month at
accelerated time, the server restarted every simulated day).

    python -m bench.service rest --minutes 10
    python -m bench.service latency --count 30
    python -m bench.service month --days 30 --per-day 1000 --seconds-per-day 20
"""
