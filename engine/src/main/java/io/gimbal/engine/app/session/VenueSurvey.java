package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.OtherCoin;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.InstrumentListing;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.VenueFault;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * A look at the venue before a session joins it: what it lists, where the indices stand, and what the account holds. Made
 * by a client of its own that reads and never writes, and is closed afterwards. Owned by the thread that composes the
 * session.
 */
final class VenueSurvey {
    private static final int EVENTS_PER_TURN = 256;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final List<List<InstrumentListing>> listings = new ArrayList<>();
    private final List<InstrumentSpec> specs = new ArrayList<>();
    private final long[] indices;
    private final Map<String, Long> held = new TreeMap<>();
    private final Ingress ingress = this::onEvent;
    private final URI address;

    private VenueSurvey(final int books, final URI address) {
        indices = new long[books];
        this.address = address;
    }

    /**
     * Looks.
     *
     * @param client        reads only; open, not connected; closed by the caller
     * @param access        how time passes
     * @param configuration the books, and how long to wait, by {@link VenueAccess#patienceNs()}
     * @param startNs       the clock, epoch nanoseconds
     * @return what was seen
     * @throws VenueException when the venue does not answer in time or refuses us
     */
    static VenueSurvey take(
            final DeribitVenue client,
            final VenueAccess access,
            final Configuration configuration,
            final long startNs) {
        final VenueSurvey survey = new VenueSurvey(
                configuration.underlyings(), configuration.venue().address());
        final long latestNs = access.patienceNs() + configuration.venue().startTimeoutNs();
        client.connect(startNs);
        while (!client.isListed()) {
            survey.turn(client, access, latestNs);
        }
        client.select(survey.selection(client.instruments(), configuration));
        while (!client.isReady() || !survey.hasIndices()) {
            survey.turn(client, access, latestNs);
        }
        return survey;
    }

    private void turn(final DeribitVenue client, final VenueAccess access, final long latestNs) {
        final long nowNs = access.awaitTurn(client);
        for (final Feed feed : access.beside()) {
            feed.poll(nowNs, EVENTS_PER_TURN, ingress);
        }
        client.poll(nowNs);
        client.replies().poll(nowNs, EVENTS_PER_TURN, ingress);
        client.market().poll(nowNs, EVENTS_PER_TURN, ingress);
        requireHealthy(client);
        if (access.patienceNs() - latestNs > 0) {
            throw new VenueException(VenueException.Reason.UNAVAILABLE, silence(client));
        }
    }

    private String silence(final DeribitVenue client) {
        final String lost = client.marketLostBecause();
        return "the venue did not answer within venue.start_timeout_s: venue.url=" + address + ", market="
                + client.marketPhase() + ", account=" + client.accountPhase()
                + (lost.isEmpty() ? "" : ", last failure: " + lost) + "; check the address and the network";
    }

    /**
     * Throws when a client has stopped for good.
     *
     * @param client open
     * @throws VenueException says why
     */
    static void requireHealthy(final DeribitVenue client) {
        final VenueFault fault = client.fault();
        if (fault != null) {
            throw new VenueException(reason(fault.kind()), "the venue session has stopped: " + fault.reason());
        }
    }

    private static VenueException.Reason reason(final VenueFault.Kind kind) {
        return switch (kind) {
            case AUTHENTICATION, SCOPE, ACCOUNT -> VenueException.Reason.AUTHENTICATION;
            case FOREIGN_EPOCH, NETWORK -> VenueException.Reason.CONFIGURATION;
            case PROTOCOL -> VenueException.Reason.UNAVAILABLE;
        };
    }

    private MarketSelection selection(final List<InstrumentListing> all, final Configuration configuration) {
        final List<BookSettings> books = configuration.books();
        final MarketSelection selection = new MarketSelection().tickers(false).volatilityIndex(false);
        for (int book = 0; book < books.size(); book++) {
            final BookSettings settings = books.get(book);
            follow(selection, settings.coin(), settings.indexName(), listed(all, settings.namePrefix()));
        }
        for (final OtherCoin other : configuration.otherCoins()) {
            final List<InstrumentListing> perpetual = listed(all, other.namePrefix()).stream()
                    .filter(listing -> listing.name().equals(other.namePrefix() + "PERPETUAL"))
                    .toList();
            follow(selection, other.coin(), other.indexName(), perpetual);
        }
        return selection;
    }

    private static List<InstrumentListing> listed(final List<InstrumentListing> all, final String prefix) {
        return all.stream()
                .filter(listing -> listing.name().startsWith(prefix))
                .filter(listing -> listing.state() != InstrumentState.DELIVERED)
                .toList();
    }

    private void follow(
            final MarketSelection selection,
            final String coin,
            final String indexName,
            final List<InstrumentListing> own) {
        final int underlying = listings.size();
        listings.add(own);
        if (own.isEmpty()) {
            selection.underlyingElsewhere(coin, indexName);
        } else {
            selection.underlying(coin, own.get(0).indexName());
        }
        for (final InstrumentListing listing : own) {
            final InstrumentSpec spec = listing.spec(specs.size(), underlying);
            specs.add(spec);
            selection.instrument(spec);
        }
    }

    private long onEvent(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(buffer, offset, header);
                indices[index.underlyingId()] = index.price();
            }
            case PositionSnapshotDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(buffer, offset, header);
                held.put(specs.get(position.instrumentId()).name(), position.amount());
            }
            default -> {
                // Nothing else is asked.
            }
        }
        return 0;
    }

    private boolean hasIndices() {
        for (int book = 0; book < indices.length; book++) {
            if (indices[book] <= 0 && !listings.get(book).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What is listed of a book's coin and style, or of another coin the perpetual that books are hedged with.
     *
     * @param book its underlying
     * @return in the venue's order; empty where it lists nothing of it
     */
    List<InstrumentListing> listings(final int book) {
        return listings.get(book);
    }

    /** Whether an instrument is listed for a book. */
    boolean lists(final int book, final String name) {
        return listings.get(book).stream().anyMatch(listing -> listing.name().equals(name));
    }

    /**
     * A book's index.
     *
     * @param book its place in the configuration
     * @return USD per coin, times 1e8
     */
    long index(final int book) {
        return indices[book];
    }

    /**
     * Whether the account holds any of an instrument.
     *
     * @param name the venue's
     * @return true unless it is flat or there is no account
     */
    boolean isHeld(final String name) {
        return held.getOrDefault(name, 0L) != 0;
    }
}
