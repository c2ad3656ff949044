/**
 * Instruments with a price and Greeks, behind one interface: {@link io.gimbal.engine.pricing.instrument.InstrumentModel}
 * says what it reads and values it, {@link io.gimbal.engine.pricing.instrument.InstrumentModels} lists them all,
 * {@link io.gimbal.engine.pricing.instrument.Jet} derives every Greek from one closed form. For analysis, not for the
 * message path. Uses pricing only.
 */
@NullMarked
package io.gimbal.engine.pricing.instrument;

import org.jspecify.annotations.NullMarked;
