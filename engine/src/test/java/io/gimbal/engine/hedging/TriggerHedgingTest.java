package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.TriggerOperation;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.TriggerStepEncoder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A desk with a band of 0.1 coin that trades when its own triggers say so; the policy says where. */
class TriggerHedgingTest {
    private static final long MINUTE_NS = 60 * SECOND_NS;

    /** 0.2 coins at 30,000, twice the half-width. */
    private static final double OUTSIDE_USD = 6_000;

    private final EngineScenario desk = HedgingDesk.levelDesk();

    private void leaveTheBand() {
        desk.position(FUTURE, OUTSIDE_USD, 30_000);
    }

    private void market(final double price) {
        HedgingDesk.market(desk, price);
    }

    private void assertWaits(final String why) {
        assertThat(desk.outputs.takeOrders()).as(why).isEmpty();
        assertThat(desk.outputs.lastReason()).as(why).isEqualTo(DecisionReason.NOT_TRIGGERED);
        assertThat(desk.outputs.lastDecision().action()).isEqualTo(DecisionAction.HOLD);
    }

    @Test
    void shouldHoldWhatThePolicyCallsForUntilTheTriggerSaysSo() {
        TimingText.tell(desk, "trade_when = \"outside and not between(00:00, 00:10)\"");
        leaveTheBand();
        assertWaits("ten minutes past midnight");

        desk.at(START_NS + 10 * MINUTE_NS);
        market(30_000);

        assertThat(desk.executeAll()).containsExactly("SELL 6000 at 29999.5");
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldWaitForTimeOrAMoveSinceTheLastTrade() {
        TimingText.tell(desk, "trade_when = \"outside and (since_trade >= 30s or price_move >= 50bp)\"");
        leaveTheBand();
        desk.position(FUTURE, OUTSIDE_USD, 30_000);
        assertThat(desk.executeAll()).as("no trade yet: at once").hasSize(1);
        holdMore(12_000);
        assertThat(desk.executeAll()).as("the book changed: at once").hasSize(1);

        desk.operator(OperatorVerb.SET_TARGET, 0, 0.2);
        assertWaits("just traded");
        market(30_149);
        assertWaits("49.7 basis points");
        market(30_151);
        assertThat(desk.executeAll()).as("50.3 basis points").hasSize(1);

        desk.operator(OperatorVerb.SET_TARGET, 0, 0);
        assertWaits("just traded");
        desk.waitSeconds(29);
        market(30_151);
        assertWaits("29 seconds");
        desk.waitSeconds(1);
        desk.timer();
        assertThat(desk.executeAll()).as("30 seconds").hasSize(1);
    }

    private void holdMore(final double futureUsd) {
        desk.position(FUTURE, futureUsd, 30_000);
    }

    @Test
    void shouldNeverBlockBeyondThreeHalfWidths() {
        TimingText.tell(desk, "trade_when = \"false\"");
        holdMore(8_990);
        assertWaits("0.29967 coins");

        holdMore(9_010);

        assertThat(desk.executeAll()).as("0.30033 coins").hasSize(1);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldBlockAsFarAsTheDeskSaid() {
        TimingText.tell(desk, "trade_when = \"deviation >= 5\"", "override_multiple = 10");
        holdMore(14_900);
        assertWaits("4.97 half-widths");

        holdMore(15_100);

        assertThat(desk.executeAll()).as("the trigger itself").hasSize(1);
    }

    @Test
    void shouldCountAClocksOverrideByTheConfiguredHalfWidth() {
        final EngineScenario clock = HedgingDesk.trading(DeskPolicy.every(60 * SECOND_NS), 0);
        TimingText.tell(clock, "trade_when = \"since_trade >= 1d\"");
        clock.executeAll();
        clock.operator(OperatorVerb.SET_TARGET, 0, 0.2);
        clock.at(START_NS + 2 * MINUTE_NS);
        HedgingDesk.market(clock, 30_000);
        assertThat(clock.outputs.takeOrders()).isEmpty();
        assertThat(clock.outputs.lastReason()).isEqualTo(DecisionReason.NOT_TRIGGERED);

        clock.operator(OperatorVerb.SET_TARGET, 0, 0.31);

        assertThat(clock.executeAll()).as("three times 0.1 coin; still due").hasSize(1);
    }

    @Test
    void shouldKeepAClockDueWhileTheTriggerSaysNo() {
        final EngineScenario clock = HedgingDesk.trading(DeskPolicy.every(300 * SECOND_NS), 0);
        TimingText.tell(clock, "trade_when = \"not between(00:04, 00:07)\"");
        clock.position(FUTURE, 3_000, 30_000);
        clock.executeAll();
        clock.at(START_NS + 5 * MINUTE_NS);
        HedgingDesk.market(clock, 30_300);
        assertThat(clock.outputs.takeOrders()).as("due at 00:05, not now").isEmpty();

        clock.at(START_NS + 7 * MINUTE_NS);
        HedgingDesk.market(clock, 30_300);

        assertThat(clock.executeAll()).as("made up for at 00:07").hasSize(1);
    }

    @Test
    void shouldAskAgainAtOnceForATradeThatCameToNothing() {
        TimingText.tell(desk, "trade_when = \"outside and since_trade >= 10m\"");
        leaveTheBand();
        final long order = desk.outputs.takeOrder().orderId();
        desk.sent(order);
        desk.closed(order, OrderEnd.CANCELLED, 0);

        market(30_000);

        assertThat(desk.executeAll())
                .as("ten minutes count from trades that were made")
                .hasSize(1);
    }

    @Test
    void shouldTradeToTheCentreInsideTheBandWhenAskedTo() {
        TimingText.tell(desk, "trade_also_when = \"price_move >= 100bp or event(deposit)\"");
        holdMore(2_000);
        assertThat(desk.outputs.lastReason())
                .as("no trade yet: any move is far")
                .isEqualTo(DecisionReason.TRIGGERED);
        assertThat(desk.executeAll()).hasSize(1);
        holdMore(4_000);
        desk.executeAll();

        desk.operator(OperatorVerb.SET_TARGET, 0, 0.05);
        market(30_200);
        assertThat(desk.executeAll()).as("67 basis points, inside").isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        desk.quote(EngineScenario.BTC_PERPETUAL, 30_300.5, 30_301.5);

        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.TRIGGERED);
        assertThat(desk.outputs.lastDecision().action()).isEqualTo(DecisionAction.TRADE);
        assertThat(desk.executeAll()).hasSize(1);
        desk.waitSeconds(1);
        desk.timer();
        assertThat(desk.outputs.lastDecision().totalDelta()).isCloseTo(0.05, within(10 / 30_000.0));
        assertThat(desk.outputs.lastReason()).as("answered").isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldNotLetOneTriggerBlockWhatTheOtherOrAnEventCallsFor() {
        desk.hedge(0, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).on(HedgeEvent.DELIVERY));
        TimingText.tell(desk, "trade_when = \"false\"", "trade_also_when = \"event(deposit)\"");
        desk.cash(0, Currency.COIN, 0.15);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.TRIGGERED);
        assertThat(desk.executeAll()).as("the deposit").hasSize(1);

        desk.operator(OperatorVerb.SET_TARGET, 0, 0.2);
        assertWaits("the band");
        desk.at(EXPIRY_NS);
        market(30_000);
        desk.delivery(0, EXPIRY_NS, 30_000);

        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.EVENT);
        assertThat(desk.executeAll()).as("the delivery").hasSize(1);
    }

    @Test
    void shouldSeeAJumpForATriggerThatAsksForIt() {
        desk.call(2, 0, EXPIRY_NS, 60_000);
        desk.vol(2, 0.6, 0.001);
        desk.hedge(0, DeskPolicy.band(1, Landing.TO_EDGE));
        desk.position(2, 1, 0);
        TimingText.tell(desk, "trade_also_when = \"event(jump) and deviation_coins >= 0.01\"");
        desk.executeAll();
        desk.waitSeconds(2);
        market(30_000);
        holdMore(3_000);
        market(30_090);
        assertThat(desk.executeAll()).as("30 basis points").isEmpty();

        market(30_110);

        assertThat(desk.outputs.newOrders(0))
                .as("37 basis points in a minute at 60 %")
                .isNotEmpty();
    }

    @Test
    void shouldReadTheBooksVolatilityExpiryAndMargin() {
        desk.call(2, 0, EXPIRY_NS, 30_000);
        desk.vol(2, 0.6, 0.05);
        desk.position(2, 1, 0);
        desk.executeAll();
        desk.cash(0, Currency.COIN, 1);
        desk.executeAll();
        TimingText.tell(
                desk,
                "trade_when = \"vol >= 70% or time_to_expiry < 1d or margin_ratio >= 20%\"",
                "override_multiple = 1000");
        leaveTheBand();
        assertWaits("60 %, 30 days, no margin known");

        margin(0.1);
        assertWaits("a tenth of the equity");
        margin(0.3);
        assertThat(desk.executeAll()).as("more than a fifth of it").hasSize(1);
        margin(0.1);
        holdMore(12_000);
        assertWaits("again");
        desk.waitSeconds(2);
        desk.vol(2, 0.8, 0.07);
        market(30_000);
        assertThat(desk.executeAll()).as("80 %").hasSize(1);
        desk.waitSeconds(2);
        desk.vol(2, 0.6, 0.05);
        market(30_000);
        holdMore(18_000);
        assertWaits("again");
        desk.at(EXPIRY_NS - 23 * 3600 * SECOND_NS);
        market(30_000);
        desk.vol(2, 0.6, 0.05);
        desk.timer();
        assertThat(desk.executeAll()).as("23 hours").hasSize(1);
    }

    private void margin(final double coins) {
        desk.event(e -> e.accountBalance()
                .underlyingId(0)
                .currency(Currency.COIN)
                .balance(EngineScenario.scaled(1))
                .maintenanceMargin(EngineScenario.scaled(coins)));
    }

    @Test
    void shouldTradeToTheCentreWhenTheMarginRisesWhereTheDeskAsks() {
        desk.hedge(0, DeskPolicy.band(1, Landing.TO_EDGE).on(HedgeEvent.MARGIN));
        desk.cash(0, Currency.COIN, 1);
        holdMore(3_000);
        margin(0.4);
        assertThat(desk.executeAll()).isEmpty();

        margin(0.6);

        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.EVENT);
        assertThat(desk.executeAll()).hasSize(1);
        holdMore(6_000);
        margin(0.48);
        margin(0.6);
        assertThat(desk.executeAll()).as("still high: no new event").isEmpty();
        margin(0.44);
        margin(0.51);
        assertThat(desk.executeAll()).as("it was calm in between").hasSize(1);
    }

    private void step(final Consumer<TriggerStepEncoder> change) {
        desk.event((final EventPublisher e) -> change.accept(e.triggerStep()
                .underlyingId(0)
                .index((short) 0)
                .count((short) 1)
                .rule(TriggerRule.TRADE_WHEN)
                .operation(TriggerOperation.FALSE)));
    }

    private void refuses(final String what, final Consumer<TriggerStepEncoder> fault) {
        final long before = desk.engine.badInputs();
        step(fault);
        assertThat(desk.engine.badInputs()).as(what).isEqualTo(before + 1);
    }

    @Test
    void shouldTakeNothingOfStepsThatCannotBeMeant() {
        refuses("a book that is not there", e -> e.underlyingId(7));
        refuses("no step", e -> e.count((short) 0));
        refuses("more steps than there may be", e -> e.count((short) 65));
        refuses("the second first", e -> e.index((short) 1).count((short) 2));
        refuses("an operand of none", e -> e.operand(1));
        refuses(
                "an event that does not exist",
                e -> e.operation(TriggerOperation.EVENT).operand(12_800_000_000L));
        refuses("no multiple", e -> e.overrideMultiple(0));
        refuses("half a half-width", e -> e.overrideMultiple(50_000_000L));
        refuses("a multiple without end", e -> e.overrideMultiple(100_000_000_001L));
        refuses("a number for a truth", e -> e.operation(TriggerOperation.VOL));
        refuses("nothing to deny", e -> e.operation(TriggerOperation.NOT));
        leaveTheBand();

        assertThat(desk.executeAll()).as("no trigger rules").hasSize(1);
    }

    @Test
    void shouldRefuseCodesItDoesNotKnow() {
        step(e -> {});
        final byte[] good = desk.inputs.get(desk.inputs.size() - 1).copy();
        final byte[] rule = good.clone();
        final byte[] operation = good.clone();
        rule[good.length - 2] = 3;
        operation[good.length - 1] = 23;
        final byte[] tooShort = Arrays.copyOf(good, good.length - 1);

        desk.raw(rule);
        desk.raw(operation);
        desk.raw(tooShort);

        assertThat(desk.engine.badInputs()).isEqualTo(3);
    }

    @Test
    void shouldLetTheOldTriggerRuleUntilTheNewOneIsWhole() {
        step(e -> {});
        step(e -> e.count((short) 2).operation(TriggerOperation.FALSE));
        leaveTheBand();
        assertWaits("the first goes on");

        refuses(
                "another rule in between",
                e -> e.index((short) 1).count((short) 2).rule(TriggerRule.TRADE_ALSO_WHEN));
        refuses("the rest, too late", e -> e.index((short) 1).count((short) 2).operation(TriggerOperation.NOT));
        assertWaits("the first goes on");

        step(e -> e.count((short) 2).operation(TriggerOperation.FALSE));
        step(e -> e.index((short) 1).count((short) 2).operation(TriggerOperation.NOT));
        assertThat(desk.executeAll()).as("not false").hasSize(1);
    }

    @Test
    void shouldShowTriggersInTheStateHashAndNothingWithoutThem() {
        final EngineScenario other = HedgingDesk.levelDesk();
        assertThat(other.engine.stateHash()).isEqualTo(desk.engine.stateHash());

        step(e -> {});
        other.event(e -> e.triggerStep()
                .underlyingId(0)
                .count((short) 1)
                .rule(TriggerRule.TRADE_WHEN)
                .operation(TriggerOperation.TRUE));

        assertThat(other.engine.badInputs() + desk.engine.badInputs()).isZero();
        assertThat(other.engine.stateHash()).isNotEqualTo(desk.engine.stateHash());
    }
}
