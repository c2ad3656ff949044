package io.gimbal.feeds.recorded;

/**
 * An option that could be traded at some moment, with what is needed to choose among many: "the strikes nearest the
 * money of the nearest expiries".
 *
 * @param name     the venue's name
 * @param coin     base coin
 * @param expiryNs epoch nanoseconds
 * @param strike   USD per coin, times 1e8
 * @param isCall   else it is a put
 * @param forward  of its expiry at that moment, USD per coin, times 1e8
 * @param markVol  absolute, times 1e8
 */
public record ListedOption(
        String name, String coin, long expiryNs, long strike, boolean isCall, long forward, long markVol) {}
