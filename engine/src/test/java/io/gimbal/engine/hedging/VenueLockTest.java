package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionTactic;
import org.junit.jupiter.api.Test;

/** A venue that says it takes no orders is sent none, and the desk hears why. */
class VenueLockTest {
    private static final int ALL = -1;
    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final Outputs outputs = desk.outputs;

    private static void lock(final EngineScenario desk, final int underlying, final boolean isLocked) {
        desk.event(events -> events.platformState()
                .underlyingId(underlying)
                .isLocked(isLocked ? BooleanType.TRUE : BooleanType.FALSE));
    }

    @Test
    void shouldSendNothingToALockedVenueAndHedgeOnceItIsOpen() {
        lock(desk, ALL, true);
        desk.position(HedgingDesk.FUTURE, 30_000, 30_000);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastDecision().action()).isEqualTo(DecisionAction.REFUSE);
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSTRUMENT_STATE);
        assertThat(outputs.takeAlerts()).contains(AlertCode.LIMIT_HIT);

        lock(desk, ALL, false);
        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldMindTheLockOfItsOwnIndexOnly() {
        desk.underlying(1);
        lock(desk, 1, true);
        desk.position(HedgingDesk.FUTURE, 30_000, 30_000);

        assertThat(outputs.takeOrders()).hasSize(1);
        lock(desk, 0, true);
        desk.position(HedgingDesk.FUTURE, 90_000, 30_000);
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.INSTRUMENT_STATE);
    }

    @Test
    void shouldDropTheLockOfAnIndexThatIsNotThere() {
        lock(desk, 7, true);

        assertThat(desk.engine.badInputs()).isEqualTo(1);
        desk.position(HedgingDesk.FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldTakeBackWhatRestsWhenTheVenueLocks() {
        final MakerDesk maker = MakerDesk.of(ExecutionTactic.MAKER_FIRST);
        maker.book(4_500);
        assertThat(maker.take()).containsExactly("REST 1: SELL 1500 at 30000.5");
        maker.desk.sent(1);
        maker.accepted(1, 1_500, 30_000.5);

        lock(maker.desk, 0, true);

        assertThat(maker.take()).containsExactly("CANCEL 1");
    }

    @Test
    void shouldKnowALockFromItsFingerprint() {
        final EngineScenario other = HedgingDesk.levelDesk();
        lock(desk, 0, true);
        lock(other, 0, false);

        assertThat(desk.engine.stateHash()).isNotEqualTo(other.engine.stateHash());
    }

    /** What candidates trade may be another venue's: their own states say. */
    @Test
    void shouldTradeACandidateOfAnotherVenue() {
        final CandidateDesk candidates = new CandidateDesk();
        candidates.candidate(CandidateDesk.OTHER, CandidateDesk.SECOND).ready(CandidateDesk.SECOND);
        candidates.market(30_000);
        lock(candidates.desk, ALL, true);
        candidates.coins(1);

        assertThat(candidates.takeOrders()).hasSize(1);
    }
}
