package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.StateHashDecoder;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What the engine says of itself: decisions, Greeks, fingerprints. */
class ReportingTest {
    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final Outputs outputs = desk.outputs;

    @Test
    void shouldRestateAnUnchangedDecisionOncePerSecondOfEngineTime() {
        outputs.takeReasons();
        for (int i = 0; i < 50; i++) {
            desk.waitNs(SECOND_NS / 10);
            market(desk, 30_000);
        }

        assertThat(outputs.takeReasons()).hasSize(5).containsOnly(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldStateADecisionAtOnceWhenItsReasonChanges() {
        outputs.takeReasons();
        desk.waitNs(1);
        desk.quote(EngineScenario.BTC_PERPETUAL, 0, 0);
        desk.quote(EngineScenario.BTC_PERPETUAL, 29_999.5, 30_000.5);
        desk.quote(EngineScenario.BTC_PERPETUAL, 29_999.5, 30_000.5);

        assertThat(outputs.takeReasons()).containsExactly(DecisionReason.NO_QUOTE, DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldSayEveryTradeEvenWithTheSameReason() {
        outputs.takeReasons();
        desk.position(FUTURE, 30_000, 30_000);
        desk.position(FUTURE, 60_000, 30_000);

        assertThat(outputs.takeReasons()).containsExactly(DecisionReason.OUTSIDE_BAND, DecisionReason.OUTSIDE_BAND);
        final HedgeDecisionDecoder second = outputs.lastDecision();
        assertThat(second.totalDelta()).isEqualTo(2);
        assertThat(second.inFlightDelta()).isEqualTo(-1);
        assertThat(second.tradeDelta()).isEqualTo(-1);
        assertThat(second.sense()).isEqualTo(DeltaSense.COIN_NEUTRAL);
    }

    @Test
    void shouldSayNothingOfADeltaItCannotTell() {
        desk.position(FUTURE, 3_000, 30_000);
        desk.hedge(0, new DeskPolicy().target(0.25));
        desk.quote(EngineScenario.BTC_PERPETUAL, 0, 0);

        final HedgeDecisionDecoder blind = outputs.lastDecision();
        assertThat(blind.reason()).isEqualTo(DecisionReason.NO_QUOTE);
        assertThat(blind.totalDelta()).isZero();
        assertThat(blind.bandLow()).isEqualTo(0.25);
        assertThat(blind.bandHigh()).isEqualTo(0.25);
        assertThat(blind.orderAmount()).isZero();
        assertThat(blind.orderId()).isZero();
    }

    /** Two calls on a forward of 30,300 beside the future; cash in both currencies; all deltas projected. */
    private GreeksSnapshotDecoder snapshotOfAMixedBook() {
        desk.hedge(0, new DeskPolicy().projection(Projection.FORWARD_OVER_HEDGE));
        desk.call(2, 0, EXPIRY_NS, 31_000);
        desk.spotPair(3, 0);
        desk.position(2, 2, 0);
        desk.position(3, 0.5, 0);
        desk.position(FUTURE, 3_030, 29_000);
        desk.cash(0, Currency.COIN, 1.5);
        desk.cash(0, Currency.USD, 6_000);
        desk.vol(2, 0.6, 0.07);
        desk.executeAll();
        desk.waitSeconds(1);
        desk.forward(0, EXPIRY_NS, 30_300);
        desk.timer();
        desk.waitSeconds(1);
        desk.timer();
        return Outputs.last(outputs.greeks());
    }

    @Test
    void shouldPublishTheLedgerItActsOn() {
        final GreeksSnapshotDecoder snapshot = snapshotOfAMixedBook();

        final DeltaLedger ledger = desk.ledger(0);
        assertThat(snapshot.indexPrice()).isEqualTo(30_000_00000000L);
        assertThat(snapshot.hedgePrice()).isEqualTo(30_000_00000000L);
        assertThat(snapshot.optionDelta()).isEqualTo(ledger.optionDelta());
        assertThat(snapshot.premiumAdjustment()).isEqualTo(ledger.premiumAdjustment());
        assertThat(snapshot.futuresDelta()).isEqualTo(ledger.futuresDelta()).isCloseTo(0.1, within(1e-12));
        assertThat(snapshot.hedgeDelta()).isEqualTo(ledger.hedgeDelta());
        assertThat(snapshot.spotDelta()).isEqualTo(0.5);
        assertThat(snapshot.ammDelta()).isZero();
        assertThat(snapshot.coinEquity()).isEqualTo(ledger.coinEquity());
        assertThat(snapshot.linearCash()).isEqualTo(-0.2);
        assertThat(snapshot.usdEquity()).isEqualTo(6_000);
        assertThat(snapshot.equityUsd()).isCloseTo((ledger.coinEquity() + 0.5) * 30_000 + 6_000, within(1e-9));
        assertThat(snapshot.coinNeutralRaw()).isEqualTo(ledger.raw(DeltaSense.COIN_NEUTRAL));
        assertThat(snapshot.coinNeutralProjected()).isEqualTo(ledger.projected(DeltaSense.COIN_NEUTRAL));
        assertThat(snapshot.usdNeutralRaw()).isEqualTo(ledger.raw(DeltaSense.USD_NEUTRAL));
        assertThat(snapshot.usdNeutralProjected()).isEqualTo(ledger.projected(DeltaSense.USD_NEUTRAL));
        assertThat(snapshot.venueRaw()).isEqualTo(ledger.raw(DeltaSense.VENUE));
        assertThat(snapshot.venueProjected()).isEqualTo(ledger.projected(DeltaSense.VENUE));
    }

    /** Between two forwards only delta and value move with time; the others follow at the next, off by 2e-5 at most. */
    private static Offset<Double> ofStep(final double greek) {
        return within(2e-5 * Math.abs(greek));
    }

    @Test
    void shouldPublishGreeksInTheUnitsOfTheEdges() {
        final GreeksSnapshotDecoder snapshot = snapshotOfAMixedBook();

        final OptionGreeks call = new OptionGreeks();
        final double years = (EXPIRY_NS - desk.nowNs()) / (365.0 * 86_400 * 1e9);
        Black76.evaluate(true, 30_300, 31_000, years, 0.6, call);
        final double beta = 1.01;
        assertThat(snapshot.optionDelta()).isCloseTo(2 * call.delta(), within(1e-13));
        assertThat(snapshot.gamma()).isCloseTo(2 * call.gamma() * beta * beta, ofStep(2 * call.gamma() * beta * beta));
        assertThat(snapshot.vegaPerVolPoint()).isCloseTo(2 * call.vega() / 100, ofStep(2 * call.vega() / 100));
        assertThat(snapshot.thetaPerDay()).isCloseTo(2 * call.theta() / 365, ofStep(2 * call.theta() / 365));
        assertThat(snapshot.vanna()).isCloseTo(2 * call.vanna() * beta, ofStep(2 * call.vanna() * beta));
        assertThat(snapshot.volga()).isCloseTo(2 * call.volga(), ofStep(2 * call.volga()));
        assertThat(snapshot.charmPerDay())
                .isCloseTo(2 * call.charm() / 365 * beta, ofStep(2 * call.charm() / 365 * beta));
        final ExpiryGreeksDecoder expiry = Outputs.last(outputs.expiryGreeks());
        assertThat(expiry.forward()).isCloseTo(30_300, within(1e-9));
        assertThat(expiry.beta()).isCloseTo(beta, within(1e-15));
        assertThat(expiry.optionDelta()).isEqualTo(snapshot.optionDelta());
        assertThat(expiry.premiumAdjustment()).isEqualTo(snapshot.premiumAdjustment());
        assertThat(expiry.futuresDelta()).isEqualTo(snapshot.futuresDelta());
        assertThat(expiry.gamma()).isCloseTo(2 * call.gamma(), ofStep(2 * call.gamma()));
        assertThat(expiry.vegaPerVolPoint()).isEqualTo(snapshot.vegaPerVolPoint());
        assertThat(expiry.thetaPerDay()).isEqualTo(snapshot.thetaPerDay());
        assertThat(expiry.vanna()).isCloseTo(2 * call.vanna(), ofStep(2 * call.vanna()));
        assertThat(expiry.volga()).isEqualTo(snapshot.volga());
        assertThat(expiry.charmPerDay()).isCloseTo(2 * call.charm() / 365, ofStep(2 * call.charm() / 365));
        assertThat(expiry.windowFraction()).isEqualTo(1);
        assertThat(expiry.underlyingId()).isZero();
    }

    @Test
    void shouldPublishGreeksOncePerIntervalAndOnlyOfExpiriesHeld() {
        desk.call(2, 0, EXPIRY_NS + SECOND_NS, 30_000);
        final int before = outputs.greeks().size();
        for (int i = 0; i < 30; i++) {
            desk.waitNs(SECOND_NS / 10);
            market(desk, 30_000);
        }

        assertThat(outputs.greeks()).hasSize(before + 3);
        assertThat(outputs.expiryGreeks()).as("a level desk holds nothing").isEmpty();
    }

    @Test
    void shouldFingerprintItselfEveryConfiguredNumberOfInputs() {
        desk.engineSettings(10, SECOND_NS, 8);
        final long first = desk.engine.inputs();
        for (int i = 0; i < 40; i++) {
            desk.waitNs(1);
            market(desk, 30_000 + i);
        }

        final List<StateHashDecoder> hashes = outputs.stateHashes();
        assertThat(hashes).hasSize((int) (desk.engine.inputs() / 8 - first / 8));
        assertThat(hashes).allSatisfy(h -> assertThat(h.inputs() % 8).isZero());
        assertThat(hashes).extracting(StateHashDecoder::stateHash).doesNotHaveDuplicates();
        assertThat(hashes).extracting(StateHashDecoder::causeSequence).isSorted();
        assertThat(desk.engine.outputs()).isEqualTo(outputs.all.size());
    }

    @Test
    void shouldStopWhenAnOutputIsNotTaken() {
        outputs.isOpen = false;

        assertThatThrownBy(() -> desk.position(FUTURE, 30_000, 30_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cause=" + desk.lastSequence());
    }
}
