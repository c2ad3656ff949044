package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkParts;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A desk short of straddles whose network comes as events, before its configuration, after it, or not at all. */
class NetworkHedgingTest {
    private static final int CALL = 2;
    private static final int PUT = 3;
    private static final String POLICY = "band-network:risk_aversion_per_usd=0.01,cost_bp=6,half_width_coins=0.2";
    private static final String PLAIN =
            "whalley-wilmott-edge:risk_aversion_per_usd=0.01,cost_bp=6,half_width_coins=0.2";

    /** Outputs of nothing but a bias: twice the prior below, half of it above, whatever the book. */
    private static BandNetwork lopsided() {
        final double[] row = TestNetworks.row(1);
        Arrays.fill(row, NetworkShape.LAST, NetworkShape.MEAN, 0);
        row[NetworkShape.LAST_BIAS] = 1;
        row[NetworkShape.LAST_BIAS + 1] = -1;
        return TestNetworks.network(row);
    }

    private static EngineScenario desk(final String policy, final List<byte[]> before, final List<byte[]> after) {
        final EngineScenario desk = EngineScenario.btcDesk();
        before.forEach(desk::raw);
        HedgingDesk.define(desk, DeskPolicy.of(policy), 0);
        after.forEach(desk::raw);
        desk.call(CALL, 0, HedgingDesk.EXPIRY_NS, 30_000);
        desk.put(PUT, 0, HedgingDesk.EXPIRY_NS, 30_000);
        desk.position(CALL, -10, 0);
        desk.position(PUT, -10, 0);
        desk.vol(CALL, 0.6, 0.07);
        desk.vol(PUT, 0.6, 0.07);
        desk.ready();
        desk.timer();
        decide(desk);
        return desk;
    }

    private static void decide(final EngineScenario desk) {
        desk.waitSeconds(2);
        desk.vol(CALL, 0.6, 0.07);
        desk.vol(PUT, 0.6, 0.07);
        HedgingDesk.market(desk, 30_000);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
    }

    private static double plainWidth(final double aversion) {
        final EngineScenario plain = desk(PLAIN, List.of(), List.of());
        plain.operator(OperatorVerb.SET_RISK_AVERSION, 0, aversion * 1e9);
        decide(plain);
        return plain.outputs.lastDecision().bandHigh();
    }

    private static void assertLopsided(final EngineScenario desk, final double width) {
        final HedgeDecisionDecoder decision = desk.outputs.lastDecision();
        assertThat(decision.bandLow()).isCloseTo(-2 * width, within(2e-3 * width));
        assertThat(decision.bandHigh()).isCloseTo(0.5 * width, within(2e-3 * width));
    }

    @Test
    void shouldHedgeByANetworkThatCameBeforeItsConfigurationOrAfter() {
        final List<byte[]> parts = NetworkParts.of(lopsided(), 0);
        final double width = plainWidth(0.01);

        assertLopsided(desk(POLICY, parts, List.of()), width);
        assertLopsided(desk(POLICY, List.of(), parts), width);
    }

    @Test
    void shouldKeepTheNetworkWhenAnOperatorChangesAParameterOrTheDeskIsConfiguredAnew() {
        final EngineScenario desk = desk(POLICY, List.of(), NetworkParts.of(lopsided(), 0));

        desk.operator(OperatorVerb.SET_RISK_AVERSION, 0, 0.002 * 1e9);
        decide(desk);
        assertLopsided(desk, plainWidth(0.002));

        desk.hedge(0, DeskPolicy.of(POLICY));
        decide(desk);
        assertLopsided(desk, plainWidth(0.01));
    }

    @Test
    void shouldHedgeByWhalleyAndWilmottAndSaySoUntilTheLastPartHasCome() {
        final List<byte[]> parts = NetworkParts.of(lopsided(), 0);
        final EngineScenario desk = desk(POLICY, List.of(), parts.subList(0, parts.size() - 1));

        desk.executeAll();
        decide(desk);

        final double width = plainWidth(0.01);
        assertThat(desk.outputs.lastDecision().bandHigh()).isCloseTo(width, within(2e-3 * width));
        assertThat(desk.outputs.lastDecision().bandLow()).isCloseTo(-width, within(2e-3 * width));
        assertThat(desk.outputs.lastDecision().reason()).isEqualTo(DecisionReason.FALLBACK_INSIDE);
        assertThat(Outputs.last(desk.outputs.alerts(0)).code()).isEqualTo(AlertCode.POLICY_FALLBACK);

        desk.raw(parts.get(parts.size() - 1));
        decide(desk);
        assertLopsided(desk, width);
    }

    @Test
    void shouldRefuseADamagedNetworkAndGoOnWithTheOneItHas() {
        final EngineScenario desk = desk(POLICY, List.of(), NetworkParts.of(lopsided(), 0));
        final long bad = desk.engine.badInputs();
        final List<byte[]> others = NetworkParts.of(TestNetworks.network(TestNetworks.row(2)), 0);
        others.get(3)[40] ^= 1;

        others.forEach(desk::raw);

        assertThat(desk.engine.badInputs()).as("the last part shows it").isEqualTo(bad + 1);
        decide(desk);
        assertLopsided(desk, plainWidth(0.01));
    }

    @Test
    void shouldRefuseANetworkOfAnUnderlyingThatIsNotDefinedAndAMessageCutShort() {
        final EngineScenario desk = desk(POLICY, List.of(), List.of());
        final long bad = desk.engine.badInputs();
        final byte[] part = NetworkParts.of(lopsided(), 0).get(0);

        desk.raw(NetworkParts.of(lopsided(), 7).get(0));
        desk.raw(Arrays.copyOf(part, part.length - 1));

        assertThat(desk.engine.badInputs()).isEqualTo(bad + 2);
    }

    @Test
    void shouldForgetTheNetworkWithTheSession() {
        final EngineScenario desk = desk(POLICY, List.of(), NetworkParts.of(lopsided(), 0));
        final long before = desk.engine.stateHash();
        desk.genesis(2);

        assertThat(desk.engine.stateHash()).isNotEqualTo(before);
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldGiveTheSameBytesAgain() {
        final EngineScenario desk =
                desk(POLICY, List.of(), NetworkParts.of(TestNetworks.network(TestNetworks.row(4)), 0));
        for (int i = 0; i < 50; i++) {
            decide(desk);
            desk.executeAll();
        }
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);

        desk.inputs.forEach(input -> input.playTo(replay));

        assertThat(replay.stateHash()).isEqualTo(desk.engine.stateHash());
        assertThat(replay.outputHash()).isEqualTo(desk.engine.outputHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(desk.outputs.all);
    }
}
