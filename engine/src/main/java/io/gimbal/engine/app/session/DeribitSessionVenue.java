package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.VenueList;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.feeds.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One or several exchanges that speak the venue's protocol. Before a session joins, a client of its own looks around at
 * each: what is listed, what the account holds ({@link VenueSurvey}); a start needs all of them. The session's clients
 * ({@link VenueMember}) then connect on the thread that polls them, and {@link VenuesLink} makes them one.
 */
public final class DeribitSessionVenue implements SessionVenue {
    /** Makes the accesses once the session's clock is known. */
    @FunctionalInterface
    interface Reach {
        /**
         * Makes one.
         *
         * @param place of the venue
         * @param clock of the session
         * @return how it is reached
         */
        VenueAccess access(int place, EpochNanoClock clock);
    }

    /**
     * What is done there.
     *
     * @param mode        what becomes of orders
     * @param isRamped    whether live orders start small
     * @param timerNs     between two timer inputs; 0 where the pipeline has a timer of its own
     * @param clock       of a threaded session, or null for the machine's
     * @param haste       session time per wall time, at least 1: machines and sockets take wall time, so patience with them
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
     * The venues that a configuration names, over sockets.
     *
     * @param configuration effective settings
     * @param mode          what becomes of orders
     * @param span          of the session
     * @param environment   looks up a variable that a credential is kept in; null for none
     * @return the venues as one
     * @throws VenueException when an account is needed and its credentials are not where the configuration says
     */
    public static DeribitSessionVenue of(
            final Configuration configuration,
            final TradingMode mode,
            final SessionSpan span,
            final UnaryOperator<String> environment) {
        for (final VenueList.Venue venue : configuration.venues().all()) {
            if (mode != TradingMode.PAPER) {
                requireAccount(venue, environment);
            }
        }
        return new DeribitSessionVenue(
                configuration,
                span,
                (place, clock) ->
                        new SocketAccess(configuration.venues().at(place).settings(), clock, environment),
                new Conduct(mode, true, 0, null, 1));
    }

    private static void requireAccount(final VenueList.Venue venue, final UnaryOperator<String> environment) {
        try {
            new SocketAccess(venue.settings(), SystemEpochNanoClock.INSTANCE, environment).requireAccount();
        } catch (final VenueException e) {
            throw venue.name().isEmpty()
                    ? e
                    : new VenueException(e.reason(), "venue " + venue.name() + ": " + e.getMessage());
        }
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
        final List<VenueMember> members = new ArrayList<>();
        for (int place = 0; place < configuration.venues().size(); place++) {
            members.add(new VenueMember(configuration, place, reach.access(place, clock), conduct, epoch));
        }
        final List<VenueSurvey> surveys =
                members.stream().map(member -> member.survey(clock)).toList();
        final VenueInstruments chosen = new VenueInstruments(configuration, surveys);
        final long nowNs = clock.nanoTime();
        final SessionInstruments instruments =
                conduct.mode() == TradingMode.PAPER ? chosen.ofConfiguration(nowNs) : chosen.ofAccount(nowNs);
        join(members, chosen, instruments, nowNs);
        return new VenuesLink(configuration, members, instruments, conduct, schedule(nowNs), nowNs);
    }

    private void join(
            final List<VenueMember> members,
            final VenueInstruments chosen,
            final SessionInstruments instruments,
            final long nowNs) {
        final int books = configuration.books().size();
        final List<Integer> hedgeIds = new ArrayList<>();
        final int[] markets = new int[configuration.underlyings()];
        for (int book = 0; book < books; book++) {
            hedgeIds.addAll(instruments.hedgeIds(configuration, book, nowNs));
        }
        for (int underlying = 0; underlying < markets.length; underlying++) {
            markets[underlying] = chosen.marketOf(underlying);
        }
        final int[] homes = markets.clone();
        for (int book = 0; book < books; book++) {
            homes[book] = instruments
                    .places()
                    .get(instruments.hedgeId(book, configuration.books().get(book)));
        }
        final MarketLeads leads = new MarketLeads(
                members.size(),
                markets,
                homes,
                instruments,
                (place, spec) -> spec.isOption() && members.get(place).follows(spec.underlyingId(), spec.name()));
        final VenueBalances balances = new VenueBalances(members.size(), markets.length);
        final VenueFaults faults = new VenueFaults();
        try {
            members.forEach(member -> member.join(instruments, hedgeIds, leads, balances, faults, nowNs));
        } catch (final RuntimeException e) {
            members.forEach(VenueMember::close);
            throw e;
        }
    }

    /** Where nobody keeps time, a feed does. */
    private List<Feed> schedule(final long nowNs) {
        return conduct.timerNs() == 0
                ? List.of()
                : List.of(ScheduledEvents.timer(nowNs, span.endNs() + nowNs - span.playFromNs(), conduct.timerNs()));
    }
}
