package io.gimbal.feeds.exchange;

/**
 * An account in one currency. Money is a decimal times 1e8; Greeks are those of the venue's account summary.
 *
 * @param currency          such as {@code BTC}
 * @param balance           cash
 * @param equity            cash, session result of futures, value of options
 * @param marginBalance     what margins are held against: without the value of options under the standard model
 * @param initialMargin     of positions and open orders
 * @param maintenanceMargin of positions
 * @param availableFunds    margin balance less initial margin
 * @param sessionRealised   of futures since the last settlement, funding included
 * @param sessionUnrealised of futures since the last settlement
 * @param optionsValue      at the marks
 * @param feesPaid          since the account was opened
 * @param projectedInitial  initial margin without the positions that expire next
 * @param projectedMaintenance maintenance margin without the positions that expire next
 * @param deltaTotal        options' premium-adjusted delta and futures' delta, in coins
 * @param optionsDelta      premium-adjusted, in coins
 * @param optionsGamma      per 1 USD
 * @param optionsVega       USD per volatility point
 * @param optionsTheta      USD per day
 */
public record Portfolio(
        String currency,
        long balance,
        long equity,
        long marginBalance,
        long initialMargin,
        long maintenanceMargin,
        long availableFunds,
        long sessionRealised,
        long sessionUnrealised,
        long optionsValue,
        long feesPaid,
        long projectedInitial,
        long projectedMaintenance,
        double deltaTotal,
        double optionsDelta,
        double optionsGamma,
        double optionsVega,
        double optionsTheta) {}
