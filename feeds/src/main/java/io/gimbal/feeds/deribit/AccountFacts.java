package io.gimbal.feeds.deribit;

/**
 * What the venue said of the account in one currency when the session last read it. Money is decimal times 1e8, in that
 * currency.
 *
 * @param currency          the venue's name, such as {@code BTC} or {@code USDC}
 * @param balance           cash
 * @param equity            with unrealised results
 * @param initialMargin     in use
 * @param maintenanceMargin in use
 * @param deltaTotal        the venue's own delta of the account, coins
 * @param marginModel       such as {@code segregated_sm}
 * @param matchingRate      matching-engine requests a second
 * @param matchingBurst     matching-engine requests at once
 * @param otherRate         other requests a second
 * @param otherBurst        other requests at once
 */
public record AccountFacts(
        String currency,
        long balance,
        long equity,
        long initialMargin,
        long maintenanceMargin,
        long deltaTotal,
        String marginModel,
        double matchingRate,
        double matchingBurst,
        double otherRate,
        double otherBurst) {}
