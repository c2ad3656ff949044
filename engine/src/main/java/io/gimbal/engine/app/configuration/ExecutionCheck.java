package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.ExecutionTactic;

/** Checks what no single property of a tactic can tell. */
final class ExecutionCheck {
    private ExecutionCheck() {}

    /**
     * Checks how needs become orders.
     *
     * @param choice effective values
     * @param places where they were said
     */
    static void check(final ExecutionChoice choice, final BookPlaces places) {
        if (choice.crossMultiple() < choice.takeMultiple()) {
            places.add(
                    "must not be below take_multiple: everything would be taken before a part of it",
                    place(ExecutionSchema.CROSS_MULTIPLE),
                    place(ExecutionSchema.TAKE_MULTIPLE));
        }
        if (choice.tactic() == ExecutionTactic.ICEBERG && choice.displayLots() == 0) {
            places.add(
                    "must be 1 or more with tactic iceberg: say how many lots may show",
                    place(ExecutionSchema.DISPLAY_LOTS),
                    place(ExecutionSchema.TACTIC));
        }
    }

    private static BookPlaces.Place place(final Key key) {
        return new BookPlaces.Place(ExecutionSchema.BOOK_EXECUTION, key);
    }
}
