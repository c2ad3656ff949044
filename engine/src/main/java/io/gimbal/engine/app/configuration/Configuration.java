package io.gimbal.engine.app.configuration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a run was asked for: effective values, defaults included. Immutable.
 *
 * @param engine        section engine
 * @param rate          section rate
 * @param pipeline      section pipeline
 * @param journal       section journal
 * @param surface       section surface
 * @param overlay       section overlay
 * @param venue         section venue
 * @param simulation    section simulation
 * @param fees          section fees
 * @param books         the books in the order of the file; immutable, empty when only defaults were read
 * @param canonical  all of it in one defined form: equal settings, equal text
 */
public record Configuration(
        EngineSettings engine,
        RateSettings rate,
        PipelineSettings pipeline,
        JournalSettings journal,
        SurfaceSettings surface,
        OverlaySettings overlay,
        VenueSettings venue,
        SimulationSettings simulation,
        FeeSettings fees,
        List<BookSettings> books,
        CanonicalForm canonical) {
    /**
     * {@return coins that books are hedged with and that have no book, in the order of first mention; the first is the
     * underlying after the last book's}
     */
    public List<OtherCoin> otherCoins() {
        return books.stream()
                .flatMap(book -> book.hedges().stream())
                .filter(HedgeCandidateSettings::isCross)
                .map(candidate -> OtherCoin.of(candidate.instrument()))
                .distinct()
                .toList();
    }

    /** {@return every coin of a book or of its hedges, each once, books' first} */
    public List<String> coins() {
        return Stream.concat(
                        books.stream().map(BookSettings::coin),
                        otherCoins().stream().map(OtherCoin::coin))
                .distinct()
                .toList();
    }

    /**
     * The underlying that a candidate belongs to in the engine.
     *
     * @param book      its book's place
     * @param candidate of that book
     * @return that of the book, or of the other coin
     */
    public int underlyingOf(final int book, final HedgeCandidateSettings candidate) {
        return candidate.isCross()
                ? books.size() + otherCoins().indexOf(OtherCoin.of(candidate.instrument()))
                : book;
    }

    /** {@return first eight bytes, big-endian, of the SHA-256 of the canonical text in UTF-8} */
    public long hash() {
        try {
            final byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical.text().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
