package io.gimbal.engine.analysis.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.Generation;
import io.gimbal.journal.Predecessor;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.VolSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a session's inputs belongs to the market, and what to the session's own orders. */
class CounterfactualFeedTest {
    private static final Generation GENERATION =
            new Generation(1, 1, "20230413", "file", Generation.State.CLOSED, Predecessor.NONE, Predecessor.NONE);
    private static final int HEDGE = 0;
    private static final int OPTION = 1;

    private final EventJson json = new EventJson();

    private static EventTape opening() {
        return new EventTape()
                .add(publisher ->
                        publisher.genesis().epoch(1).mode(RunMode.LIVE).instance("test"))
                .add(CounterfactualFeedTest::connected)
                .add(publisher -> publisher
                        .underlyingDefinition()
                        .underlyingId(0)
                        .coin("BTC")
                        .indexName("btc_usd"))
                .add(publisher ->
                        publisher.define(VenueProfile.deribit().spec("BTC-PERPETUAL", HEDGE, 0), InstrumentState.OPEN))
                .add(publisher -> publisher.define(
                        VenueProfile.deribit().spec("BTC-28APR23-30000-C", OPTION, 0), InstrumentState.OPEN))
                .add(publisher -> publisher
                        .engineConfiguration()
                        .decisionHeartbeatNs(1)
                        .greeksIntervalNs(1)
                        .stateHashInterval(1)
                        .maxMessages(10)
                        .rateWindowNs(1))
                .add(CounterfactualFeedTest::book)
                .add(publisher -> publisher
                        .limitsConfiguration()
                        .underlyingId(0)
                        .maxOrderUsd(1)
                        .collarRate(1))
                .add(publisher -> balance(publisher, 100))
                .add(publisher -> position(publisher, HEDGE, 7))
                .add(publisher -> connection(publisher, 0, ConnectionPhase.READY));
    }

    private static void connected(final EventPublisher publisher) {
        connection(publisher, 0, ConnectionPhase.CONNECTED);
    }

    private static void connection(final EventPublisher publisher, final int id, final ConnectionPhase phase) {
        publisher.connectionState().venueTimeNs(0).connectionId(id).phase(phase);
    }

    private static void book(final EventPublisher publisher) {
        publisher
                .bookConfiguration()
                .targetDelta(25_000_000)
                .bandHalfWidth(50_000_000)
                .intervalNs(0)
                .priceOffsetTicks(3)
                .underlyingId(0)
                .hedgeInstrumentId(HEDGE)
                .sense(DeltaSense.USD_NEUTRAL)
                .projection(Projection.UNIT)
                .policy(PolicyKind.FIXED_BAND)
                .landing(Landing.TO_TARGET)
                .volSource(VolSource.MARK)
                .hedgeRatio(80_000_000)
                .hedgeOn((short) 5);
    }

    private static void balance(final EventPublisher publisher, final long amount) {
        publisher
                .accountBalance()
                .venueTimeNs(0)
                .balance(amount)
                .underlyingId(0)
                .currency(Currency.COIN);
    }

    private static void position(final EventPublisher publisher, final int instrumentId, final long amount) {
        publisher
                .positionSnapshot()
                .venueTimeNs(0)
                .amount(amount)
                .averagePrice(0)
                .instrumentId(instrumentId);
    }

    private static void fill(final EventPublisher publisher, final long orderId) {
        publisher
                .fill()
                .venueTimeNs(0)
                .tradeId(1)
                .orderId(orderId)
                .price(1)
                .amount(1)
                .fee(0)
                .instrumentId(HEDGE)
                .side(Side.BUY)
                .feeCurrency(Currency.COIN)
                .liquidity(Liquidity.TAKER);
    }

    private static void command(final EventPublisher publisher, final OperatorVerb verb) {
        publisher
                .operatorCommand()
                .commandId(1)
                .value(1)
                .underlyingId(0)
                .verb(verb)
                .operatorName("desk");
    }

    /** The events that come out after the opening, as JSON; those of the opening where they differ from it. */
    private List<String> played(final EventTape tape, final EventTape again, final @Nullable String policy) {
        final RecordedSession session = RecordedSession.read(tape, GENERATION, Path.of("journal"));
        final PolicyVariant variant =
                policy == null ? PolicyVariant.AS_RECORDED : PolicyVariant.of(policy, PolicySpec.parse(policy), null);
        return played(session, again, variant);
    }

    private List<String> played(final RecordedSession session, final EventTape again, final PolicyVariant variant) {
        final List<String> events = new ArrayList<>();
        try (CounterfactualFeed feed = new CounterfactualFeed(
                again,
                session,
                session.changed(variant),
                new FillModel(0, 0, false).venue(session)::shown,
                read -> {})) {
            while (feed.nextTimeNs() != Feed.EXHAUSTED) {
                final long dueNs = feed.nextTimeNs();
                assertThat(feed.poll(dueNs - 1, 1, (buffer, offset, length, timeNs) -> 0))
                        .isZero();
                feed.poll(dueNs, 1, (buffer, offset, length, timeNs) -> {
                    assertThat(timeNs).isEqualTo(dueNs);
                    events.add(json.toJson(buffer, offset, length));
                    return 0;
                });
            }
        }
        assertThat(again.isClosed()).isTrue();
        return events;
    }

    private static EventTape ownOrder(final EventTape tape) {
        return tape.add(publisher -> publisher
                        .commandOutcome()
                        .orderId(5)
                        .outcome(SendOutcome.SENT)
                        .reason(SuppressReason.NONE))
                .add(publisher -> publisher.orderAccepted().orderId(5).venueOrderId("x"))
                .add(publisher -> fill(publisher, 5))
                .add(publisher -> publisher.orderClosed().orderId(5).end(OrderEnd.FILLED))
                .add(publisher -> publisher.orderRejected().orderId(6).reason("no"));
    }

    @Test
    void shouldPlayTheOpeningAsItWasAndNothingOfOwnOrdersAfterIt() {
        final List<String> opening = played(opening(), opening(), null);
        final List<String> events = played(ownOrder(opening()), ownOrder(opening()), null);

        assertThat(opening).hasSize(11);
        assertThat(events).isEqualTo(opening);
    }

    private static EventTape account(final EventTape tape) {
        return tape.add(publisher -> balance(publisher, 99))
                .add(publisher -> position(publisher, HEDGE, 8))
                .add(publisher -> position(publisher, OPTION, 9))
                .add(publisher -> fill(publisher, 0))
                .add(publisher -> publisher
                        .funding()
                        .venueTimeNs(3)
                        .currentRate(4)
                        .paymentAmount(77)
                        .instrumentId(HEDGE));
    }

    @Test
    void shouldKeepOnlyWhatOthersDidToTheAccountOnceItWasOpened() {
        final List<String> events = played(account(opening()), account(opening()), null);

        final List<String> after = events.subList(11, events.size());
        assertThat(after).hasSize(3);
        assertThat(after.get(0)).contains("PositionSnapshot").contains("\"instrumentId\":" + OPTION);
        assertThat(after.get(1)).contains("Fill").contains("\"orderId\":0");
        assertThat(after.get(2))
                .contains("Funding")
                .contains("\"currentRate\":0.00000004")
                .doesNotContain("0.00000077");
    }

    private static EventTape reconnect(final EventTape tape) {
        return tape.add(publisher -> connection(publisher, 0, ConnectionPhase.DOWN))
                .add(publisher -> balance(publisher, 98))
                .add(publisher -> position(publisher, HEDGE, 6))
                .add(publisher -> connection(publisher, 0, ConnectionPhase.READY));
    }

    @Test
    void shouldTakeNoStatementOfAReconnectForAnOpening() {
        final List<String> events = played(reconnect(opening()), reconnect(opening()), null);

        assertThat(events.subList(11, events.size())).hasSize(2).allMatch(event -> event.contains("ConnectionState"));
    }

    private static EventTape operator(final EventTape tape) {
        for (final OperatorVerb verb : OperatorVerb.values()) {
            if (verb != OperatorVerb.NULL_VAL) {
                tape.add(publisher -> command(publisher, verb));
            }
        }
        return tape;
    }

    @Test
    void shouldReplayTheOperatorButNotWhatHeTunedOfAnotherPolicy() {
        final List<String> own = played(operator(opening()), operator(opening()), null);
        final List<String> other = played(operator(opening()), operator(opening()), "fixed-time");

        assertThat(own).hasSize(11 + OperatorVerb.values().length - 1);
        final List<String> kept = other.subList(11, other.size());
        final List<String> ofThePolicy = List.of(
                "SET_BAND",
                "SET_RISK_AVERSION",
                "SET_COST_RATE",
                "SET_COST_PER_ORDER",
                "SET_PRICE_MOVE",
                "SET_INTERVAL");
        assertThat(kept).hasSize(OperatorVerb.values().length - 1 - ofThePolicy.size());
        for (final String verb : ofThePolicy) {
            assertThat(kept).noneMatch(event -> event.contains("\"" + verb + "\""));
        }
        for (final String verb : List.of("PAUSE", "RESUME", "KILL", "SET_TARGET", "SET_HEDGE_RATIO", "SET_FLOOR")) {
            assertThat(kept).anyMatch(event -> event.contains("\"" + verb + "\""));
        }
    }

    @Test
    void shouldReplayAllThatTheOperatorTunedWhereThePolicyIsTheRecordedOne() {
        final List<String> own = played(operator(opening()), operator(opening()), null);
        final List<String> same =
                played(operator(opening()), operator(opening()), "fixed-band-target:half_width_coins=0.5");

        assertThat(same.subList(11, same.size())).isEqualTo(own.subList(11, own.size()));
    }

    /** A session that rests, by a strategy, under a trained policy. */
    private static EventTape rich() {
        final EventTape tape = new EventTape();
        tape.add(publisher -> publisher.genesis().epoch(1).mode(RunMode.LIVE).instance("test"))
                .add(CounterfactualFeedTest::connected)
                .add(publisher -> publisher
                        .underlyingDefinition()
                        .underlyingId(0)
                        .coin("BTC")
                        .indexName("btc_usd"))
                .add(publisher ->
                        publisher.define(VenueProfile.deribit().spec("BTC-PERPETUAL", HEDGE, 0), InstrumentState.OPEN))
                .add(publisher -> publisher
                        .engineConfiguration()
                        .decisionHeartbeatNs(1)
                        .greeksIntervalNs(1)
                        .stateHashInterval(1)
                        .maxMessages(10)
                        .rateWindowNs(1))
                .add(CounterfactualFeedTest::book)
                .add(publisher ->
                        publisher.policyNetwork().underlyingId(0).index(0).count(1))
                .add(publisher -> publisher
                        .limitsConfiguration()
                        .underlyingId(0)
                        .maxOrderUsd(1)
                        .collarRate(1))
                .add(publisher ->
                        publisher.strategyConfiguration().underlyingId(0).kind(StrategyKind.CPPI))
                .add(publisher ->
                        publisher.executionConfiguration().underlyingId(0).tactic(ExecutionTactic.MAKER_FIRST));
        return operator(tape);
    }

    private List<String> played(final OpeningChange change) {
        final RecordedSession session = RecordedSession.read(rich(), GENERATION, Path.of("journal"));
        return played(session, rich(), new PolicyVariant("other", change));
    }

    @Test
    void shouldTellOtherSettingsWhereTheFirstStoodAndDropWhatTheOperatorTunedOfThemAlone() {
        final List<String> taking = played(recorded -> recorded.events().stream()
                .filter(event ->
                        !recorded.all(ExecutionConfigurationDecoder.TEMPLATE_ID).contains(event))
                .toList());
        final List<String> all = played(BookOpening::events);

        assertThat(all)
                .isEqualTo(played(
                        RecordedSession.read(rich(), GENERATION, Path.of("journal")),
                        rich(),
                        PolicyVariant.AS_RECORDED));
        assertThat(all).hasSize(taking.size() + 3);
        assertThat(all)
                .filteredOn(event -> !taking.contains(event))
                .allMatch(event -> event.contains("ExecutionConf")
                        || event.contains("\"SET_TAKE_MULTIPLE\"")
                        || event.contains("\"SET_CROSS_MULTIPLE\""));
        assertThat(taking.get(5)).contains("BookConfiguration");
        assertThat(taking.get(6)).contains("PolicyNetwork");
        assertThat(taking.get(7)).contains("LimitsConfiguration");
    }

    @Test
    void shouldLeaveTheNetworkBehindWithThePolicyThatReadIt() {
        final RecordedSession session = RecordedSession.read(rich(), GENERATION, Path.of("journal"));

        final List<String> clock =
                played(session, rich(), PolicyVariant.of("clock", PolicySpec.parse("fixed-time"), null));
        final List<String> network = played(
                session,
                rich(),
                PolicyVariant.of("net", PolicySpec.parse("band-network:risk_aversion_per_usd=0.1"), null));

        assertThat(clock).noneMatch(event -> event.contains("PolicyNetwork"));
        assertThat(network).filteredOn(event -> event.contains("PolicyNetwork")).hasSize(1);
    }

    @Test
    void shouldChangeThePolicyAndNothingElseOfABook() {
        final List<String> own = played(opening(), opening(), null);
        final List<String> other = played(opening(), opening(), "fixed-time:interval_s=90");

        assertThat(other).hasSameSizeAs(own);
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).contains("BookConfiguration")) {
                assertThat(other.get(i)).isEqualTo(own.get(i));
            }
        }
        final String changed = other.stream()
                .filter(event -> event.contains("BookConfiguration"))
                .findFirst()
                .orElseThrow();
        assertThat(changed)
                .contains("\"FIXED_INTERVAL\"", "\"USD_NEUTRAL\"", "\"UNIT\"", "\"targetDelta\":0.25")
                .contains("\"hedgeRatio\":0.8", "\"priceOffsetTicks\":3", "\"hedgeOn\":5", "\"bandHalfWidth\":0.5");
    }

    @Test
    void shouldRefuseAJournalThatHedgedNothing() {
        final EventTape tape = new EventTape()
                .add(publisher ->
                        publisher.genesis().epoch(1).mode(RunMode.LIVE).instance("test"));

        assertThatThrownBy(() -> RecordedSession.read(tape, GENERATION, Path.of("journal")))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("a journal that hedged something");
    }
}
