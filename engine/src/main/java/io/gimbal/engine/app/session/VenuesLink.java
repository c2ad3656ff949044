package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.HedgeCandidateSettings;
import io.gimbal.engine.app.configuration.VenueList;
import io.gimbal.engine.pipeline.Gate;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.OrderGateway;
import java.util.ArrayList;
import java.util.List;

/**
 * The session's way to its venues, one client each: commands go to the venue that their instrument is traded at, and what
 * the venues say is one stream. Stepped by the feeds.
 */
final class VenuesLink implements VenueLink {
    private final Configuration configuration;
    private final List<VenueMember> members;
    private final SessionInstruments instruments;
    private final RoutedGateway router;
    private final TradingMode mode;
    private final long joinedNs;
    private final List<Balance> balances;
    private final List<Feed> feeds;
    private final OrderGateway gateway;
    private final Feed replies;

    /**
     * Joins what was made for one session.
     *
     * @param configuration effective settings
     * @param members       by place, all of them joined
     * @param instruments   of the session
     * @param conduct       what is done at the venues
     * @param schedule      feeds beside those of the venues, after them
     * @param joinedNs      when they were joined, epoch nanoseconds
     */
    VenuesLink(
            final Configuration configuration,
            final List<VenueMember> members,
            final SessionInstruments instruments,
            final DeribitSessionVenue.Conduct conduct,
            final List<Feed> schedule,
            final long joinedNs) {
        this.configuration = configuration;
        this.members = List.copyOf(members);
        this.instruments = instruments;
        this.joinedNs = joinedNs;
        mode = conduct.mode();
        balances = mode == TradingMode.PAPER ? SimulatedVenue.balances(configuration) : List.of();
        router = new RoutedGateway(instruments.specs().size());
        for (int id = 0; id < instruments.specs().size(); id++) {
            router.route(id, members.get(instruments.places().get(id)).gateway());
        }
        final List<Feed> all = new ArrayList<>();
        members.forEach(member -> all.addAll(member.feeds()));
        all.addAll(schedule);
        feeds = List.copyOf(all);
        final Feed answers =
                new VenueFeed(members.stream().map(VenueMember::replies).toList());
        if (mode != TradingMode.PAPER && conduct.isRamped()) {
            final LiveRamp ramp = new LiveRamp(configuration.venues().ramp(), joinedNs);
            gateway = ramped(ramp);
            replies = new RampedReplies(answers, ramp, configuration.books());
        } else {
            gateway = router;
            replies = answers;
        }
    }

    private OrderGateway ramped(final LiveRamp ramp) {
        final List<Long> mostUsd = new ArrayList<>();
        for (int underlying = 0; underlying < configuration.underlyings(); underlying++) {
            mostUsd.add(configuration
                    .books()
                    .get(configuration.bookOf(underlying))
                    .limits()
                    .maxOrderUsd());
        }
        return new RampedGateway(router, ramp, instruments.specs(), mostUsd);
    }

    @Override
    public long joinedNs() {
        return joinedNs;
    }

    @Override
    public List<Integer> connections() {
        return members.stream()
                .flatMap(member -> member.connections().stream())
                .sorted()
                .toList();
    }

    /** With several venues a candidate's orders come through its venue's account, on paper with its market. */
    @Override
    public HedgeCandidateSettings reached(final HedgeCandidateSettings candidate) {
        if (!configuration.venues().isNamed()) {
            return candidate;
        }
        final List<Integer> own =
                members.get(configuration.venues().placeOf(candidate)).connections();
        return candidate.through(own.get(own.size() - 1), own.get(0));
    }

    @Override
    public int connectionOf(final int instrumentId) {
        final VenueList venues = configuration.venues();
        return venues.isNamed()
                ? venues.at(instruments.places().get(instrumentId)).connection()
                : ONLY_VENUE;
    }

    /** An order whose venue is none of these is asked about nowhere, and stays in doubt. */
    @Override
    public void tell(final long orderId, final int epoch, final int connection) {
        final int place = configuration.venues().placeOf(connection);
        if (place != VenueList.NONE) {
            router.tell(orderId, epoch, members.get(place).gateway());
        }
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
        return gateway;
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
        members.forEach(VenueMember::leave);
    }

    @Override
    public boolean isStopped() {
        return members.stream().allMatch(VenueMember::hasLeft);
    }

    @Override
    public List<Account> venues() {
        return members.stream().map(VenueMember::account).toList();
    }

    @Override
    public void close() {
        members.forEach(VenueMember::close);
        feeds.forEach(Feed::close);
    }
}
