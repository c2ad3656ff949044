package io.gimbal.engine.app.configuration;

/**
 * Section {@code journal}.
 *
 * @param storage      what stores the records: chronicle or file
 * @param minFreeBytes free space below which the journal refuses, bytes; 0 for no guard
 */
public record JournalSettings(String storage, long minFreeBytes) {
    static JournalSettings of(final Values values) {
        return new JournalSettings(values.text(Schema.STORAGE), values.number(Schema.MIN_FREE_BYTES));
    }
}
