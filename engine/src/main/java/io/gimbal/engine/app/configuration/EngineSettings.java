package io.gimbal.engine.app.configuration;

/**
 * Section {@code engine}.
 *
 * @param decisionHeartbeatNs how often an unchanged decision is restated, nanoseconds
 * @param greeksIntervalNs    how often Greeks are journaled, nanoseconds
 * @param stateHashInterval   inputs between two state hashes
 */
public record EngineSettings(long decisionHeartbeatNs, long greeksIntervalNs, int stateHashInterval) {
    static EngineSettings of(final Values values) {
        return new EngineSettings(
                values.millisecondsAsNs(Schema.DECISION_HEARTBEAT_MS),
                values.millisecondsAsNs(Schema.GREEKS_INTERVAL_MS),
                values.count(Schema.STATE_HASH_INTERVAL));
    }
}
