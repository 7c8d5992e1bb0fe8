"""Values as people read them: a date in full, a code as what it means, an address in one line."""

from uwlr_service.domain.koppeling.woorden.waarden import (
    day_in_words,
    each_of,
    moment_in_words,
    words_of,
)

__all__ = ["day_in_words", "each_of", "moment_in_words", "words_of"]
