package io.gimbal.engine.app.configuration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything a run was asked for: effective values, defaults included. Immutable.
 *
 * @param engine        section engine
 * @param rate          section rate
 * @param pipeline      section pipeline
 * @param journal       section journal
 * @param surface       section surface
 * @param venues        section venue, or every one of several
 * @param simulation    section simulation
 * @param fees          section fees
 * @param books         the books in the order of the file; immutable, empty when only defaults were read
 * @param warnings      what can be used and is hardly meant, in the order of the file
 * @param canonical     all of it in one defined form: equal settings, equal text
 */
public record Configuration(
        EngineSettings engine,
        RateSettings rate,
        PipelineSettings pipeline,
        JournalSettings journal,
        SurfaceSettings surface,
        VenueList venues,
        SimulationSettings simulation,
        FeeSettings fees,
        List<BookSettings> books,
        List<Problem> warnings,
        CanonicalForm canonical) {
    /** {@return settings of the first venue} */
    public VenueSettings venue() {
        return venues.at(0).settings();
    }

    /**
     * The same for a session at one of several venues: that one is its first.
     *
     * @param place of the venue
     * @return the settings, of the same canonical form
     */
    public Configuration at(final int place) {
        return with(new VenueList(List.of(venues.at(place)), venues.isNamed()), books);
    }

    /**
     * The same for a market that is simulated as one venue: every candidate comes through its one connection, and of
     * candidates of one name at several venues the first counts.
     *
     * @return the settings, of the same canonical form; these where there is no more than {@code [venue]}
     */
    public Configuration atOneVenue() {
        if (!venues.isNamed()) {
            return this;
        }
        final List<BookSettings> merged = new ArrayList<>();
        for (final BookSettings book : books) {
            final Set<String> names = new HashSet<>();
            merged.add(book.withHedges(book.hedges().stream()
                    .filter(candidate -> names.add(candidate.instrument() + candidate.rule()))
                    .map(candidate -> candidate.through(0, 0))
                    .toList()));
        }
        return with(new VenueList(List.of(venues.at(0)), false), merged);
    }

    private Configuration with(final VenueList others, final List<BookSettings> newBooks) {
        return new Configuration(
                engine, rate, pipeline, journal, surface, others, simulation, fees, newBooks, warnings, canonical);
    }

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

    /** {@return how many underlyings a session has: one a book, then one an other coin} */
    public int underlyings() {
        return books.size() + otherCoins().size();
    }

    /**
     * The underlying that a candidate belongs to in the engine.
     *
     * @param book      its book's place
     * @param candidate of that book
     * @return that of the book, or of the other coin
     */
    public int underlyingOf(final int book, final HedgeCandidateSettings candidate) {
        return candidate.isCross() ? books.size() + otherCoins().indexOf(OtherCoin.of(candidate.instrument())) : book;
    }

    /**
     * The book whose hedge an underlying is of.
     *
     * @param underlying of the session
     * @return the place of its book: its own, or the first that is hedged with that other coin
     */
    public int bookOf(final int underlying) {
        if (underlying < books.size()) {
            return underlying;
        }
        for (int book = 0; book < books.size(); book++) {
            for (final HedgeCandidateSettings candidate : books.get(book).hedges()) {
                if (candidate.isCross() && underlyingOf(book, candidate) == underlying) {
                    return book;
                }
            }
        }
        throw new IllegalArgumentException("no such underlying: " + underlying);
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
