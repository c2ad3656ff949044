package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.Landing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking on changes nothing, and shows each decision as it is made. */
class HedgeInspectionTest {
    private static void trade(final EngineScenario desk) {
        HedgingDesk.define(desk, DeskPolicy.band(0.1, Landing.TO_TARGET), 90_000);
        desk.ready();
        desk.waitSeconds(1);
        desk.spot(30_100);
    }

    @Test
    void shouldChangeNothingThatTheEngineKnowsOrSays() {
        final EngineScenario alone = EngineScenario.btcDesk();
        final EngineScenario watched = EngineScenario.btcDesk();
        final HedgeInspection inspection = watched.engine.inspection();
        inspection.watch((underlyingId, nowNs, isValued) ->
                requireNonNull(inspection.book(underlyingId)).decision());

        trade(alone);
        trade(watched);

        assertThat(watched.engine.stateHash()).isEqualTo(alone.engine.stateHash());
        assertThat(watched.engine.outputHash()).isEqualTo(alone.engine.outputHash());
    }

    @Test
    void shouldShowEveryDecisionBeforeItIsPublishedAndAfterItsOrder() {
        final EngineScenario desk = EngineScenario.btcDesk();
        final HedgeInspection inspection = desk.engine.inspection();
        final List<InspectedDecision> seen = new ArrayList<>();
        final List<Integer> orders = new ArrayList<>();
        assertThat(inspection.book(0)).as("not configured").isNull();
        inspection.watch((underlyingId, nowNs, isValued) -> {
            final BookInspection book = requireNonNull(inspection.book(underlyingId));
            seen.add(book.decision());
            orders.add(book.orders().size());
        });

        trade(desk);

        final int at = seen.stream().map(InspectedDecision::action).toList().indexOf(DecisionAction.TRADE);
        assertThat(at).isNotNegative();
        assertThat(orders.get(at)).isEqualTo(1);
        assertThat(seen.get(at).totalDelta()).isEqualTo(3);
        assertThat(seen.get(at).orderAmount()).isEqualTo(EngineScenario.scaled(-90_000));
        assertThat(seen).hasSizeGreaterThan(desk.outputs.decisions(0).size());
    }
}
