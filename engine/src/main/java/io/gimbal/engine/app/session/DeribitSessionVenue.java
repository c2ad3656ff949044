package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.OtherCoin;
import io.gimbal.engine.app.configuration.VenueSettings;
import io.gimbal.engine.pipeline.Gate;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.SteppedFeed;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.VenueCounters;
import io.gimbal.feeds.deribit.VenueNetwork;
import io.gimbal.feeds.recorded.SimulatedGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that speaks the venue's protocol. Before a session joins, a client of its own looks around: what is listed,
 * what the account holds ({@link VenueSurvey}). The session's client then connects on the thread that polls it.
 */
public final class DeribitSessionVenue implements SessionVenue {
    private static final long RESPONSE_NS = 5_000_000_000L;
    private static final long SKEW_NS = 500_000_000L;
    private static final String READING = "trade:read account:read";
    private static final double SCALE = Decimals.ONE;

    /** Makes the access once the session's clock is known. */
    @FunctionalInterface
    interface Reach {
        /**
         * Makes it.
         *
         * @param clock of the session
         * @return how the exchange is reached
         */
        VenueAccess access(EpochNanoClock clock);
    }

    /**
     * What is done there.
     *
     * @param mode        what becomes of orders
     * @param isRamped    whether live orders start small
     * @param timerNs     between two timer inputs; 0 where the pipeline has a timer of its own
     * @param clock       of a threaded session, or null for the machine's
     * @param haste       session time per wall time, at least 1: machines and sockets take wall time, so patience with them
     *                    grows by it
     */
    record Conduct(
            TradingMode mode,
            boolean isRamped,
            long timerNs,
            @Nullable EpochNanoClock clock,
            long haste) {}

    private final Configuration configuration;
    private final SessionSpan span;
    private final Reach reach;
    private final Conduct conduct;

    DeribitSessionVenue(
            final Configuration configuration, final SessionSpan span, final Reach reach, final Conduct conduct) {
        this.configuration = configuration;
        this.span = span;
        this.reach = reach;
        this.conduct = conduct;
    }

    /**
     * The venue that a configuration names, over sockets.
     *
     * @param configuration effective settings
     * @param mode          what becomes of orders
     * @param span          of the session
     * @param environment   looks up a variable that a credential is kept in; null for none
     * @return the venue
     * @throws VenueException when an account is needed and its credentials are not where the configuration says
     */
    public static DeribitSessionVenue of(
            final Configuration configuration,
            final TradingMode mode,
            final SessionSpan span,
            final UnaryOperator<String> environment) {
        if (mode != TradingMode.PAPER) {
            new SocketAccess(configuration.venue(), SystemEpochNanoClock.INSTANCE, environment).requireAccount();
        }
        return new DeribitSessionVenue(
                configuration,
                span,
                clock -> new SocketAccess(configuration.venue(), clock, environment),
                new Conduct(mode, true, 0, null, 1));
    }

    @Override
    public SessionSpan span() {
        return span;
    }

    /** A real market runs at its own pace; the clock follows the machine's wall clock, read anew every so often. */
    @Override
    public EpochNanoClock clock(final Pace pace) {
        final EpochNanoClock given = conduct.clock();
        return given == null ? new OffsetEpochNanoClock() : given;
    }

    @Override
    public VenueLink open(final int epoch, final EpochNanoClock clock) {
        final VenueAccess access = reach.access(clock);
        final VenueSurvey survey = survey(access, epoch, clock);
        final VenueInstruments instruments = new VenueInstruments(configuration, survey);
        return conduct.mode() == TradingMode.PAPER
                ? paper(access, instruments.ofConfiguration(clock.nanoTime()), epoch, clock)
                : account(access, instruments.ofAccount(clock.nanoTime()), epoch, clock);
    }

    private VenueSurvey survey(final VenueAccess access, final int epoch, final EpochNanoClock clock) {
        final DeribitContext context = reading(settle(access.context(hasAccount()), epoch));
        try (DeribitVenue client = DeribitVenue.open(context)) {
            return VenueSurvey.take(client, access, configuration, clock.nanoTime());
        }
    }

    /** Who only looks asks for no right to do more: the venue itself would refuse an order. */
    private static DeribitContext reading(final DeribitContext context) {
        return context.readOnly(true).scope(READING);
    }

    private boolean hasAccount() {
        return conduct.mode() != TradingMode.PAPER;
    }

    private DeribitContext settle(final DeribitContext context, final int epoch) {
        final VenueSettings settings = configuration.venue();
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
                .seed(Integer.toUnsignedLong(epoch));
    }

    private List<String> currencies() {
        final List<String> stated = configuration.venue().currencies();
        if (!stated.isEmpty()) {
            return stated;
        }
        return Stream.concat(
                        configuration.books().stream().map(BookSettings::accountCurrency),
                        configuration.otherCoins().stream().map(OtherCoin::accountCurrency))
                .distinct()
                .toList();
    }

    private VenueLink paper(
            final VenueAccess access,
            final SessionInstruments instruments,
            final int epoch,
            final EpochNanoClock clock) {
        final DeribitVenue client = DeribitVenue.open(settle(access.context(false), epoch));
        final SimulatedGateway gateway =
                new VenueTerms(configuration.fees()).venue(instruments.specs(), configuration.simulation(), epoch);
        final JoinedFeed.Joining joining = new JoinedFeed.Joining(client, selection(instruments));
        final long nowNs = clock.nanoTime();
        final Feed market = new ShownFeed(new JoinedFeed(joining, client.market(), nowNs), gateway);
        final OwnOrderGateway own = new OwnOrderGateway(gateway, gateway);
        return new Link(
                client,
                nowNs,
                instruments,
                SimulatedVenue.balances(configuration),
                own,
                own,
                feeds(access, market, nowNs),
                TradingMode.PAPER);
    }

    private VenueLink account(
            final VenueAccess access,
            final SessionInstruments instruments,
            final int epoch,
            final EpochNanoClock clock) {
        final DeribitContext settled = settle(access.context(true), epoch);
        final DeribitContext context = conduct.mode() == TradingMode.SHADOW ? reading(settled) : settled;
        final DeribitVenue client = DeribitVenue.open(context);
        final JoinedFeed.Joining joining = new JoinedFeed.Joining(client, selection(instruments));
        final long nowNs = clock.nanoTime();
        final LiveRamp ramp = new LiveRamp(configuration.venue().ramp(), nowNs);
        final OrderGateway gateway =
                conduct.isRamped() ? ramped(client.gateway(), ramp, instruments) : client.gateway();
        final Feed joined = replies(new JoinedFeed(joining, client.replies(), nowNs));
        final OwnOrderGateway own = new OwnOrderGateway(gateway, joined);
        return new Link(
                client,
                nowNs,
                instruments,
                List.of(),
                own,
                conduct.isRamped() ? new RampedReplies(own, ramp, configuration.books()) : own,
                feeds(access, new JoinedFeed(joining, client.market(), nowNs), nowNs),
                conduct.mode());
    }

    private OrderGateway ramped(final OrderGateway gateway, final LiveRamp ramp, final SessionInstruments instruments) {
        final List<Long> mostUsd = new ArrayList<>();
        configuration.books().forEach(book -> mostUsd.add(book.limits().maxOrderUsd()));
        for (final OtherCoin other : configuration.otherCoins()) {
            configuration.books().stream()
                    .filter(book -> book.hedges().stream()
                            .anyMatch(hedge -> hedge.isCross() && other.isOf(hedge.instrument())))
                    .findFirst()
                    .ifPresent(book -> mostUsd.add(book.limits().maxOrderUsd()));
        }
        return new RampedGateway(gateway, ramp, instruments.specs(), mostUsd);
    }

    private List<Feed> feeds(final VenueAccess access, final Feed market, final long nowNs) {
        if (conduct.timerNs() == 0) {
            return List.of(market);
        }
        final List<Feed> feeds = new ArrayList<>();
        access.beside().forEach(feed -> feeds.add(new SteppedFeed(feed)));
        feeds.add(new SteppedFeed(market));
        feeds.add(ScheduledEvents.timer(nowNs, span.endNs() + nowNs - span.playFromNs(), conduct.timerNs()));
        return List.copyOf(feeds);
    }

    /** A client's replies, so that virtual time can step them where there is virtual time. */
    private Feed replies(final Feed joined) {
        return conduct.timerNs() == 0 ? joined : new SteppedFeed(joined);
    }

    private MarketSelection selection(final SessionInstruments instruments) {
        final MarketSelection selection = new MarketSelection();
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            selection.underlying(settings.coin(), settings.indexName());
        }
        configuration.otherCoins().forEach(other -> selection.underlying(other.coin(), other.indexName()));
        instruments.specs().forEach(selection::instrument);
        for (int book = 0; book < configuration.books().size(); book++) {
            selection.quotes(instruments.hedgeId(book, configuration.books().get(book)));
        }
        return selection;
    }

    /** The session's way to the exchange: one client, stepped by the feeds. */
    private static final class Link implements VenueLink {
        private final DeribitVenue client;
        private final long joinedNs;
        private final SessionInstruments instruments;
        private final List<Balance> balances;
        private final OwnOrderGateway orders;
        private final Feed replies;
        private final List<Feed> feeds;
        private final TradingMode mode;

        Link(
                final DeribitVenue client,
                final long joinedNs,
                final SessionInstruments instruments,
                final List<Balance> balances,
                final OwnOrderGateway orders,
                final Feed replies,
                final List<Feed> feeds,
                final TradingMode mode) {
            this.client = client;
            this.joinedNs = joinedNs;
            this.instruments = instruments;
            this.balances = balances;
            this.orders = orders;
            this.replies = replies;
            this.feeds = feeds;
            this.mode = mode;
        }

        @Override
        public long joinedNs() {
            return joinedNs;
        }

        /** The market's, and the account's where there is one. */
        @Override
        public int connections() {
            return mode == TradingMode.PAPER ? 1 : 2;
        }

        @Override
        public SessionInstruments instruments() {
            return instruments;
        }

        @Override
        public List<Balance> balances() {
            return balances;
        }

        @Override
        public OrderGateway gateway() {
            return orders;
        }

        @Override
        public Gate gate() {
            return mode == TradingMode.SHADOW ? Gate.unarmed() : Gate.open();
        }

        @Override
        public Feed replies() {
            return replies;
        }

        @Override
        public List<Feed> feeds() {
            return feeds;
        }

        @Override
        public void beginStop() {
            orders.leave();
        }

        @Override
        public boolean isStopped() {
            return orders.openOrders() == 0;
        }

        @Override
        public Counts counts() {
            final VenueCounters counters = client.counters();
            return new Counts(
                    counters.count(VenueCounters.Count.RECONNECTS),
                    counters.count(VenueCounters.Count.GAPS),
                    counters.count(VenueCounters.Count.MALFORMED));
        }

        @Override
        public void close() {
            client.close();
            feeds.forEach(Feed::close);
        }
    }
}
