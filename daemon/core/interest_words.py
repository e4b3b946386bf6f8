"""The words by which an interest meets an article: what is too common to tell anything, in English,
German, French and Spanish.
"""

from __future__ import annotations

from daemon.core.pairs.words import SAYS_NOTHING
from daemon.core.parse.language_words import ANY_SMALL_WORD
from daemon.core.parse.wordlists import words

#: Words that stand in headlines about anything, and before and behind the name of an interest.
SAYS_LITTLE = words("""
    art arts history story stories making world life living work working home house thing things
    stuff kind kinds sort topic topics area areas field fields subject science sciences study
    studies learning teaching theory practice culture cultures music musical book books reading
    writing film films movie movies games gaming sport sports travel travelling traveling trip food
    cooking health nature design technology tech computer computers internet online digital
    software data business management marketing market markets money finance economy economics
    politics policy news modern contemporary classic classical ancient early late local global
    european american british german french spanish english national international public private
    social urban rural human people children kids family women men young open free green blue red
    black white big small long short high low first last next best future past present current
    change changes project projects idea ideas question questions problem problems system systems
    service services product products industry company companies question everything anything
    lately recently again still ever always much lot lots bit all types form forms way ways using
    use used related general various certain special especially mainly mostly simply hobby passion
    interest interests interested collecting building growing playing watching running walking
    geschichte kunst kultur musik leben arbeit welt wissenschaft theorie praxis bücher buch film
    filme spiele sport reisen essen kochen gesundheit natur technik technologie internet wirtschaft
    politik moderne moderner modernes klassische klassischer alles thema themen bereich gebiet
    histoire art arts culture cultures musique vie travail monde science sciences théorie pratique
    livres livre film films jeux sport sports voyage voyages cuisine santé nature technique
    technologie économie politique moderne contemporaine ancienne ancien classique tout sujet
    historia arte artes cultura música vida trabajo mundo ciencia ciencias teoría práctica libros
    libro cine juegos deporte deportes viajes cocina salud naturaleza técnica tecnología economía
    política moderna moderno antigua antiguo clásica clásico todo tema temas
""")
#: Names no interest at all: what stands in every sentence.
NOTHING = ANY_SMALL_WORD | SAYS_NOTHING
