package io.gimbal.engine.analysis.whatif;

import java.util.Map;
import java.util.TreeMap;

/** The common bands of all books of a session. Owned by one thread. */
final class CommonBands {
    private final Map<Integer, BandTape> tapes = new TreeMap<>();
    private final double stated;

    /**
     * Finds out whose bands move.
     *
     * @param session as recorded
     * @param stated  half-width of all of them, coins; 0 for each book's own
     */
    CommonBands(final RecordedSession session, final double stated) {
        this.stated = stated;
        if (stated == 0) {
            session.openings().stream()
                    .filter(opening -> ChangedOpening.isBandOwn(opening.events()))
                    .forEach(opening -> tapes.put(opening.underlyingId(), new BandTape()));
        }
    }

    /** {@return the band of the run that says what a moving band is} */
    CommonBand writing(final RecordedSession.RecordedBook book) {
        final BandTape tape = tapes.get(book.underlyingId());
        return tape == null ? even(book) : CommonBand.writing(tape);
    }

    /** {@return the band of every other run, which comes after it} */
    CommonBand reading(final RecordedSession.RecordedBook book) {
        final BandTape tape = tapes.get(book.underlyingId());
        return tape == null ? even(book) : CommonBand.reading(tape);
    }

    private CommonBand even(final RecordedSession.RecordedBook book) {
        if (stated > 0) {
            return CommonBand.of(stated, CommonBand.Source.STATED);
        }
        return book.halfWidth() > 0 ? CommonBand.of(book.halfWidth(), CommonBand.Source.RECORDED) : CommonBand.NONE;
    }
}
