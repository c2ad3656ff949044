package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.OtherCoin;
import io.gimbal.engine.app.configuration.VenueList;
import io.gimbal.engine.app.configuration.VenueSettings;
import io.gimbal.engine.pipeline.SteppedFeed;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.VenueCounters;
import io.gimbal.feeds.deribit.VenueFault;
import io.gimbal.feeds.deribit.VenueNetwork;
import io.gimbal.feeds.recorded.SimulatedGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One venue of a session: how it is surveyed before, and the client, the orders and the feeds of it after. Made by the
 * thread that composes the session, then owned by the ingest and sender threads.
 */
final class VenueMember {
    private static final long RESPONSE_NS = 5_000_000_000L;
    private static final long SKEW_NS = 500_000_000L;
    private static final String READING = "trade:read account:read";
    private static final double SCALE = Decimals.ONE;
    private static final int PLACE_SHIFT = 32;

    private final Configuration configuration;
    private final int place;
    private final VenueAccess access;
    private final DeribitSessionVenue.Conduct conduct;
    private final int epoch;
    private @Nullable VenueSurvey survey;
    private @Nullable Joined joined;

    /** What there is once it is joined. */
    private record Joined(DeribitVenue client, OwnOrderGateway orders, Feed market, VenueIngress heard) {}

    /**
     * Plans to join.
     *
     * @param configuration effective settings
     * @param place         of the venue in it
     * @param access        the way there
     * @param conduct       what is done there
     * @param epoch         of the writer
     */
    VenueMember(
            final Configuration configuration,
            final int place,
            final VenueAccess access,
            final DeribitSessionVenue.Conduct conduct,
            final int epoch) {
        this.configuration = configuration.at(place);
        this.place = place;
        this.access = access;
        this.conduct = conduct;
        this.epoch = epoch;
    }

    private VenueList.Venue venue() {
        return configuration.venues().at(0);
    }

    private String name() {
        return venue().name();
    }

    /**
     * Looks around.
     *
     * @param clock of the session
     * @return what is listed and held
     * @throws VenueException when that cannot be found out; names the venue where it has a name
     */
    VenueSurvey survey(final EpochNanoClock clock) {
        try (DeribitVenue client = DeribitVenue.open(reading(settle(access.context(hasAccount()))))) {
            final VenueSurvey taken = VenueSurvey.take(client, access, configuration, clock.nanoTime());
            survey = taken;
            return taken;
        } catch (final VenueException e) {
            throw named(e);
        }
    }

    private VenueException named(final VenueException e) {
        return name().isEmpty() ? e : new VenueException(e.reason(), "venue " + name() + ": " + e.getMessage());
    }

    private void check(final VenueFaults faults, final DeribitVenue client) {
        try {
            faults.check(client);
        } catch (final VenueException e) {
            throw named(e);
        }
    }

    /** Who only looks asks for no right to do more: the venue itself would refuse an order. */
    private static DeribitContext reading(final DeribitContext context) {
        return context.readOnly(true).scope(READING);
    }

    private boolean hasAccount() {
        return conduct.mode() != TradingMode.PAPER;
    }

    private DeribitContext settle(final DeribitContext context) {
        final VenueSettings settings = venue().settings();
        return context.signed(settings.isSigned())
                .network(settings.isTestnet() ? VenueNetwork.TEST : VenueNetwork.PRODUCTION)
                .instance(settings.instance(), epoch)
                .currencies(currencies())
                .heartbeatNs(settings.heartbeatNs() * conduct.haste())
                .responseTimeoutNs(RESPONSE_NS * conduct.haste())
                .skewMarginNs(SKEW_NS * conduct.haste())
                .backOffNs(settings.reconnectMinNs(), settings.reconnectMaxNs())
                .validForNs(settings.orderValidNs() * conduct.haste())
                .creditShare(settings.creditShare() / SCALE)
                .seed((long) place << PLACE_SHIFT | Integer.toUnsignedLong(epoch));
    }

    private List<String> currencies() {
        final List<String> stated = venue().settings().currencies();
        if (!stated.isEmpty()) {
            return stated;
        }
        return Stream.concat(
                        configuration.books().stream().map(BookSettings::accountCurrency),
                        configuration.otherCoins().stream().map(OtherCoin::accountCurrency))
                .distinct()
                .toList();
    }

    /** Whether what it says of an option may stand in for another venue's option of that name. */
    boolean follows(final int book, final String name) {
        return survey != null && survey.lists(book, name);
    }

    /**
     * Opens the session's client; it connects when it is polled first.
     *
     * @param instruments of the session
     * @param hedgeIds    those whose quotes are followed
     * @param leads       whom the engine hears
     * @param balances    shared with the other venues
     * @param faults      learns of the client
     * @param nowNs       the clock, epoch nanoseconds
     */
    void join(
            final SessionInstruments instruments,
            final List<Integer> hedgeIds,
            final MarketLeads leads,
            final VenueBalances balances,
            final VenueFaults faults,
            final long nowNs) {
        final DeribitContext context = settle(access.context(hasAccount()));
        final DeribitVenue client =
                DeribitVenue.open(conduct.mode() == TradingMode.SHADOW ? reading(context) : context);
        faults.add(client);
        final VenueIngress heard = new VenueIngress(place, venue().connection(), leads, balances);
        final JoinedFeed.Joining joining =
                new JoinedFeed.Joining(client, selection(instruments, hedgeIds), polled -> check(faults, polled));
        final Feed market = new JoinedFeed(joining, client.market(), nowNs);
        if (hasAccount()) {
            final Feed replies = new JoinedFeed(joining, client.replies(), nowNs);
            final Feed stepped = conduct.timerNs() == 0 ? replies : new SteppedFeed(replies);
            joined = new Joined(client, new OwnOrderGateway(client.gateway(), stepped), market, heard);
        } else {
            final SimulatedGateway simulated =
                    new VenueTerms(configuration.fees()).venue(instruments.specs(), configuration.simulation(), epoch);
            joined = new Joined(
                    client, new OwnOrderGateway(simulated, simulated), new ShownFeed(market, simulated), heard);
        }
    }

    /** What is traded here is followed; and options of others that may have to be stood in for. */
    private MarketSelection selection(final SessionInstruments instruments, final List<Integer> hedgeIds) {
        final MarketSelection selection = new MarketSelection();
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            follow(selection, book, settings.coin(), settings.indexName());
        }
        for (int other = 0; other < configuration.otherCoins().size(); other++) {
            final OtherCoin coin = configuration.otherCoins().get(other);
            follow(selection, configuration.books().size() + other, coin.coin(), coin.indexName());
        }
        instruments.specs().forEach(spec -> {
            if (isFollowed(instruments, spec.instrumentId())) {
                selection.instrument(spec);
            } else {
                selection.elsewhere(spec);
            }
        });
        hedgeIds.stream().filter(id -> instruments.places().get(id) == place).forEach(selection::quotes);
        return selection;
    }

    private void follow(
            final MarketSelection selection, final int underlying, final String coin, final String indexName) {
        if (survey != null && survey.listings(underlying).isEmpty()) {
            selection.underlyingElsewhere(coin, indexName);
        } else {
            selection.underlying(coin, indexName);
        }
    }

    private boolean isFollowed(final SessionInstruments instruments, final int id) {
        if (instruments.places().get(id) == place) {
            return true;
        }
        final InstrumentSpec spec = instruments.specs().get(id);
        if (!spec.isOption() || !follows(spec.underlyingId(), spec.name())) {
            return false;
        }
        // Of several that bear the name the first stands for all of them.
        for (int other = 0; other < instruments.specs().size(); other++) {
            final boolean isNamesake = instruments.specs().get(other).name().equals(spec.name());
            if (isNamesake && (instruments.places().get(other) == place || other < id)) {
                return false;
            }
        }
        return true;
    }

    private Joined joined() {
        if (joined == null) {
            throw new IllegalStateException("the venue was not joined: place=" + place);
        }
        return joined;
    }

    OrderGateway gateway() {
        return joined().orders();
    }

    /** What it answers, as the engine is to hear it. */
    VenueFeed.Source replies() {
        return new VenueFeed.Source(joined().orders(), joined().heard());
    }

    /** What must be stepped beside the client, and its market. */
    List<Feed> feeds() {
        final VenueFeed.Source market = new VenueFeed.Source(joined().market(), joined().heard());
        if (conduct.timerNs() == 0) {
            return List.of(new VenueFeed(List.of(market)));
        }
        final List<Feed> feeds = new ArrayList<>();
        access.beside().forEach(feed -> feeds.add(new SteppedFeed(feed)));
        feeds.add(new SteppedFeed(new VenueFeed(List.of(market))));
        return feeds;
    }

    /** Numbers of its connections: the market's, and the account's where there is one. */
    List<Integer> connections() {
        final int first = venue().connection();
        return hasAccount() ? List.of(first, first + 1) : List.of(first);
    }

    void leave() {
        joined().orders().leave();
    }

    boolean hasLeft() {
        return joined().orders().openOrders() == 0;
    }

    VenueLink.Account account() {
        final Joined now = joined();
        final VenueCounters counters = now.client().counters();
        final VenueFault fault = now.client().fault();
        return new VenueLink.Account(
                name().isEmpty() ? null : name(),
                venue().connection(),
                now.client().isReady(),
                now.orders().openOrders(),
                counters.count(VenueCounters.Count.RECONNECTS),
                counters.count(VenueCounters.Count.GAPS),
                now.heard().rejects(),
                counters.count(VenueCounters.Count.MALFORMED),
                fault == null ? null : fault.reason());
    }

    void close() {
        if (joined != null) {
            joined.client().close();
        }
    }
}
