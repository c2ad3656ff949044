package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.FeeSettings;
import io.gimbal.engine.app.configuration.SimulationSettings;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.SimulatedGateway;
import io.gimbal.journal.codec.InstrumentKind;
import java.util.List;

/** The simulated venue's terms: the exchange's own sizes and ticks, the configuration's fees, latency and slippage. */
final class VenueTerms {
    private final VenueProfile profile;

    VenueTerms(final FeeSettings fees) {
        profile = VenueProfile.deribit()
                .withFees(InstrumentKind.PERPETUAL, fees.perpetualMakerRate(), fees.perpetualTakerRate())
                .withFees(InstrumentKind.FUTURE, fees.futureMakerRate(), fees.futureTakerRate())
                .withFees(InstrumentKind.OPTION, fees.optionRate(), fees.optionRate())
                .withOptionFeeCap(fees.optionCapRate());
    }

    VenueProfile profile() {
        return profile;
    }

    SimulatedGateway venue(final List<InstrumentSpec> specs, final SimulationSettings simulation, final int epoch) {
        return new SimulatedGateway(new SimulatedGateway.Context()
                .specs(specs)
                .profile(profile)
                .latencyNs(simulation.latencyNs())
                .slippageTicks(simulation.slippageTicks())
                .respectSize(simulation.isSizeRespected())
                .epoch(epoch));
    }
}
