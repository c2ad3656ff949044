package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkAssembly;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.TriggerStepDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A book's settings as a journal tells them, as properties of a file: the other way of {@link BookEvents}. What the session
 * was not told is absent, and so stands at its default: parameters that the recorded policy does not read, and every number
 * of an execution, a forecast or a strategy that there was none of. Triggers are not put back into words.
 */
final class RecordedBook {
    private static final long NS_PER_S = 1_000_000_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_HOUR = 3_600 * NS_PER_S;
    private static final long BP_PER_ONE = 10_000;
    private static final int NO_EVENTS = 255;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final List<DirectBuffer> events;

    RecordedBook(final List<DirectBuffer> events) {
        this.events = List.copyOf(events);
    }

    /** {@return the events of one type, in order} */
    List<DirectBuffer> all(final int type) {
        return events.stream()
                .filter(event -> header.wrap(event, 0).templateId() == type)
                .toList();
    }

    @Nullable
    DirectBuffer first(final int type) {
        final List<DirectBuffer> all = all(type);
        return all.isEmpty() ? null : all.get(0);
    }

    private BookConfigurationDecoder configuration() {
        final DirectBuffer event = Objects.requireNonNull(first(BookConfigurationDecoder.TEMPLATE_ID), "no book");
        return new BookConfigurationDecoder().wrapAndApplyHeader(event, 0, header);
    }

    /** {@return the engine's id of the hedge instrument} */
    int hedgeInstrumentId() {
        return configuration().hedgeInstrumentId();
    }

    /** {@return of {@code [[book]]}: half-widths and sense} */
    Values book() {
        final BookConfigurationDecoder event = configuration();
        final Values values = new Values();
        values.put(BookSchema.SENSE, event.sense().name().toLowerCase(Locale.ROOT));
        if (event.bandHalfWidth() > 0) {
            values.put(BookSchema.HALF_WIDTH_COINS, event.bandHalfWidth());
        }
        put(values, BookSchema.UPPER_HALF_WIDTH_COINS, event.upperHalfWidth());
        return values;
    }

    /** {@return of {@code [hedging]}, without the triggers} */
    Values hedging() {
        final BookConfigurationDecoder event = configuration();
        final Values values = new Values();
        values.put(Schema.TARGET_COINS, event.targetDelta());
        put(values, Schema.HEDGE_RATIO, event.hedgeRatio());
        policy(event, values);
        values.put(
                Schema.HEDGE_ON,
                Arrays.stream(HedgeEvent.values())
                        .filter(on -> event.hedgeOn() != NO_EVENTS && (event.hedgeOn() & on.bit()) != 0)
                        .map(HedgeEvent::word)
                        .toList());
        values.put(Schema.PROJECTION, event.projection().name().toLowerCase(Locale.ROOT));
        values.put(Schema.PRICE_OFFSET_TICKS, (long) event.priceOffsetTicks());
        values.put(
                Schema.VOL_SOURCE,
                event.volSource().name().toLowerCase(Locale.ROOT).replace("null_val", "mark"));
        timing(values);
        return values;
    }

    private void policy(final BookConfigurationDecoder event, final Values values) {
        final PolicyEntry entry = PolicyCatalogue.find(event.policy(), event.landing());
        if (entry == null) {
            return;
        }
        values.put(PolicySchema.POLICY, entry.name());
        final long seconds = event.intervalNs() / NS_PER_S;
        if (seconds > 0) {
            values.put(
                    entry.takes(PolicyParameter.HEARTBEAT_S) ? PolicySchema.HEARTBEAT_S : Schema.INTERVAL_S, seconds);
        }
        put(values, PolicySchema.RISK_AVERSION, event.riskAversion());
        put(values, PolicySchema.COST_BP, scaled(event.costRate(), BP_PER_ONE));
        put(values, PolicySchema.COST_PER_ORDER_USD, event.costPerOrder());
        put(values, PolicySchema.PRICE_MOVE_BP, scaled(event.priceMove(), BP_PER_ONE));
        put(values, PolicySchema.LANDING_SHARE, event.landingShare());
        PolicySchema.PARAMETERS.stream()
                .filter(key -> !PolicySchema.isRead(entry, key))
                .forEach(values::remove);
    }

    private void timing(final Values values) {
        final DirectBuffer event = first(DeltaConfigurationDecoder.TEMPLATE_ID);
        if (event != null) {
            final DeltaConfigurationDecoder delta =
                    new DeltaConfigurationDecoder().wrapAndApplyHeader(event, 0, header);
            values.put(TimingSchema.DELTA, new DeltaText(delta.rule(), numbers(delta)).text());
            values.put(TimingSchema.TRADE_ON_REMARK, delta.isTradedOnRemark() == BooleanType.TRUE);
            values.put(TimingSchema.REMARK_HALF_LIFE_S, delta.remarkHalfLifeNs() / NS_PER_S);
            values.put(TimingSchema.OVERRIDE_MULTIPLE, delta.overrideMultiple());
            values.put(TimingSchema.SCORE_DELTAS_EVERY_S, delta.scoreIntervalNs() / NS_PER_S);
        }
        final DirectBuffer step = first(TriggerStepDecoder.TEMPLATE_ID);
        if (step != null) {
            values.put(
                    TimingSchema.OVERRIDE_MULTIPLE,
                    new TriggerStepDecoder().wrapAndApplyHeader(step, 0, header).overrideMultiple());
        }
    }

    private static List<Long> numbers(final DeltaConfigurationDecoder delta) {
        if (delta.rule() == DeltaRule.SKEW_STICKINESS) {
            return List.of(delta.stickiness());
        }
        return delta.rule() == DeltaRule.MINIMUM_VARIANCE
                ? List.of(delta.callA(), delta.callB(), delta.callC(), delta.putA(), delta.putB(), delta.putC())
                : List.of();
    }

    /** {@return the steps of one trigger, in order} */
    List<DirectBuffer> trigger(final TriggerRule rule) {
        final TriggerStepDecoder step = new TriggerStepDecoder();
        return all(TriggerStepDecoder.TEMPLATE_ID).stream()
                .filter(event -> step.wrapAndApplyHeader(event, 0, header).rule() == rule)
                .toList();
    }

    /** {@return the network; null where the session was told none} */
    @Nullable
    BandNetwork network() {
        final NetworkAssembly assembly = new NetworkAssembly();
        final PolicyNetworkDecoder chunk = new PolicyNetworkDecoder();
        all(PolicyNetworkDecoder.TEMPLATE_ID)
                .forEach(event -> assembly.take(chunk.wrapAndApplyHeader(event, 0, header)));
        return assembly.network();
    }

    /** {@return of {@code [execution]}} */
    Values execution() {
        final Values values = new Values();
        final DirectBuffer event = first(ExecutionConfigurationDecoder.TEMPLATE_ID);
        if (event != null) {
            final ExecutionConfigurationDecoder told =
                    new ExecutionConfigurationDecoder().wrapAndApplyHeader(event, 0, header);
            values.put(ExecutionSchema.TACTIC, told.tactic().name().toLowerCase(Locale.ROOT));
            values.put(ExecutionSchema.TAKE_MULTIPLE, told.takeMultiple());
            values.put(ExecutionSchema.CROSS_MULTIPLE, told.crossMultiple());
            values.put(ExecutionSchema.RESIZE_LOTS, told.resizeLots());
            values.put(ExecutionSchema.REPEG_TICKS, told.repegTicks());
            values.put(ExecutionSchema.HORIZON_S, told.horizonNs() / NS_PER_S);
            values.put(ExecutionSchema.SLICES, (long) told.slices());
            values.put(ExecutionSchema.URGENCY, told.urgency());
            values.put(ExecutionSchema.DISPLAY_LOTS, told.displayLots());
            values.put(ExecutionSchema.DEPTH_SHARE, told.depthShare());
        }
        return values;
    }

    /** {@return of {@code [limits]}} */
    Values limits() {
        final Values values = new Values();
        final DirectBuffer event = first(LimitsConfigurationDecoder.TEMPLATE_ID);
        if (event != null) {
            final LimitsConfigurationDecoder told =
                    new LimitsConfigurationDecoder().wrapAndApplyHeader(event, 0, header);
            values.put(Schema.MAX_ORDER_USD, told.maxOrderUsd());
            values.put(Schema.MAX_POSITION_USD, told.maxPositionUsd());
            values.put(Schema.COLLAR_BP, told.collarRate() * BP_PER_ONE);
            values.put(Schema.MAX_INDEX_AGE_S, told.maxIndexAgeNs() / NS_PER_S);
            values.put(Schema.MAX_FORWARD_AGE_S, told.maxForwardAgeNs() / NS_PER_S);
            values.put(Schema.MAX_VOL_AGE_S, told.maxVolAgeNs() / NS_PER_S);
            values.put(Schema.MAX_QUOTE_AGE_S, told.maxQuoteAgeNs() / NS_PER_S);
            values.put(Schema.MAX_COMMAND_AGE_MS, told.maxCommandAgeNs() / NS_PER_MS);
            values.put(Schema.REJECT_BACK_OFF_MS, told.rejectBackOffNs() / NS_PER_MS);
        }
        return values;
    }

    /** {@return ids of the instruments that may carry the hedge, in order} */
    List<Integer> candidates() {
        final List<Integer> ids = new ArrayList<>();
        final HedgeCandidateDecoder candidate = new HedgeCandidateDecoder();
        for (final DirectBuffer event : all(HedgeCandidateDecoder.TEMPLATE_ID)) {
            ids.add(candidate.wrapAndApplyHeader(event, 0, header).instrumentId());
        }
        return ids;
    }

    /** {@return of {@code [book.choice]}} */
    Values choice() {
        final Values values = new Values();
        final DirectBuffer event = first(InstrumentChoiceConfigurationDecoder.TEMPLATE_ID);
        if (event != null) {
            final InstrumentChoiceConfigurationDecoder told =
                    new InstrumentChoiceConfigurationDecoder().wrapAndApplyHeader(event, 0, header);
            values.put(ChoiceSchema.HORIZON_H, told.horizonNs() / NS_PER_HOUR);
            values.put(ChoiceSchema.INTERVAL_S, told.intervalNs() / NS_PER_S);
            values.put(ChoiceSchema.CONFIDENCE, told.confidence());
            values.put(ChoiceSchema.TURNOVER, told.turnover());
            values.put(ChoiceSchema.MAKER_SHARE, told.makerShare());
            values.put(ChoiceSchema.MARGIN_COST_RATE, told.marginCostRate());
            values.put(ChoiceSchema.BASIS_AVERSION, told.riskAversion());
            values.put(ChoiceSchema.BASIS_HALF_LIFE_H, told.basisHalfLifeNs() / NS_PER_HOUR);
            values.put(ChoiceSchema.ROLL_BEFORE_H, told.rollBeforeNs() / NS_PER_HOUR);
            put(values, ChoiceSchema.LEVEL_LIMIT_USD, told.levelLimitUsd());
            put(values, ChoiceSchema.SLOPE_LIMIT_USD_YEARS, told.slopeLimitUsdYears());
            if (told.maxSplits() != InstrumentChoiceConfigurationDecoder.maxSplitsNullValue()) {
                values.put(ChoiceSchema.MAX_SPLITS, (long) told.maxSplits());
                values.put(ChoiceSchema.SPLIT_ORDER_USD, told.splitOrderUsd());
                values.put(ChoiceSchema.SPLIT_WITHIN_BP, told.splitWithin() * BP_PER_ONE);
            }
            values.put(ChoiceSchema.RATIO, told.ratio() == HedgeRatioKind.ONE ? "one" : "minimum-variance");
        }
        return values;
    }

    private static long scaled(final long value, final long factor) {
        return value == Decimals.ABSENT ? Decimals.ABSENT : value * factor;
    }

    private static void put(final Values values, final Key key, final long value) {
        if (value != Decimals.ABSENT) {
            values.put(key, value);
        }
    }
}
