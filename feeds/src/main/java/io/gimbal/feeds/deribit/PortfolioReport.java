package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import java.util.Arrays;

/**
 * The venue's statement of the money in one currency: {@code user.portfolio} or an account summary. Reused: holds the one
 * read last. Numbers are decimals times 1e8 in that currency, {@link Decimals#ABSENT} where the venue gave none. Owned by
 * one thread; allocates nothing.
 */
public final class PortfolioReport {
    private static final FieldNames NAMES = FieldNames.of(
            "equity",
            "balance",
            "margin_balance",
            "available_funds",
            "initial_margin",
            "maintenance_margin",
            "projected_initial_margin",
            "projected_maintenance_margin",
            "delta_total",
            "projected_delta_total",
            "options_delta",
            "options_gamma",
            "options_vega",
            "options_theta",
            "options_value",
            "session_upl",
            "session_rpl",
            "total_pl",
            "fee_balance",
            "total_equity_usd",
            "currency",
            "margin_model",
            "cross_collateral_enabled");
    private static final int DECIMALS = 20;
    private static final int CURRENCY = 20;
    private static final int MARGIN_MODEL = 21;

    private final long[] numbers = new long[DECIMALS];
    private final AsciiText currency = new AsciiText(16);
    private final AsciiText marginModel = new AsciiText(32);
    private boolean isCrossCollateral;

    /** Creates an empty report. */
    public PortfolioReport() {}

    /**
     * Takes the scanner's next value.
     *
     * @param scanner a portfolio's object is next
     * @return whether it was one with a currency, an equity and a balance; false also after a fault
     */
    public boolean read(final JsonScanner scanner) {
        Arrays.fill(numbers, Decimals.ABSENT);
        currency.clear();
        marginModel.clear();
        isCrossCollateral = false;
        if (!scanner.enterObject()) {
            return false;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            if (field < DECIMALS) {
                numbers[field] = scanner.decimalIfAny();
            } else {
                readWord(scanner, field);
            }
        }
        return scanner.isOk()
                && currency.length() > 0
                && numbers[0] != Decimals.ABSENT
                && numbers[1] != Decimals.ABSENT;
    }

    /** {@return cash and all results} */
    public long equity() {
        return numbers[0];
    }

    /** {@return cash, without unrealised results} */
    public long balance() {
        return numbers[1];
    }

    /** {@return what margin is held against} */
    public long marginBalance() {
        return numbers[2];
    }

    /** {@return what new orders may use} */
    public long availableFunds() {
        return numbers[3];
    }

    /** {@return initial margin} */
    public long initialMargin() {
        return numbers[4];
    }

    /** {@return maintenance margin} */
    public long maintenanceMargin() {
        return numbers[5];
    }

    /** {@return initial margin without open orders} */
    public long projectedInitialMargin() {
        return numbers[6];
    }

    /** {@return maintenance margin without open orders} */
    public long projectedMaintenanceMargin() {
        return numbers[7];
    }

    /** {@return the venue's delta of everything, premium-adjusted, coins} */
    public long deltaTotal() {
        return numbers[8];
    }

    /** {@return the same as the venue projects it} */
    public long projectedDeltaTotal() {
        return numbers[9];
    }

    /** {@return premium-adjusted delta of the options} */
    public long optionsDelta() {
        return numbers[10];
    }

    /** {@return gamma of the options} */
    public long optionsGamma() {
        return numbers[11];
    }

    /** {@return vega of the options} */
    public long optionsVega() {
        return numbers[12];
    }

    /** {@return theta of the options} */
    public long optionsTheta() {
        return numbers[13];
    }

    /** {@return what the options are worth} */
    public long optionsValue() {
        return numbers[14];
    }

    /** {@return unrealised result of the session} */
    public long sessionUpl() {
        return numbers[15];
    }

    /** {@return realised result of the session} */
    public long sessionRpl() {
        return numbers[16];
    }

    /** {@return result of all positions} */
    public long totalPl() {
        return numbers[17];
    }

    /** {@return fees set aside} */
    public long feeBalance() {
        return numbers[18];
    }

    /** {@return equity of all currencies, USD; cross margin only} */
    public long totalEquityUsd() {
        return numbers[19];
    }

    /** {@return the currency's name, capital letters} */
    public AsciiText currency() {
        return currency;
    }

    /** {@return {@code segregated_sm}, {@code cross_sm}, {@code segregated_pm} or {@code cross_pm}} */
    public AsciiText marginModel() {
        return marginModel;
    }

    /** {@return whether other currencies are collateral too} */
    public boolean isCrossCollateral() {
        return isCrossCollateral;
    }

    private void readWord(final JsonScanner scanner, final int field) {
        switch (field) {
            case CURRENCY -> currency.read(scanner);
            case MARGIN_MODEL -> marginModel.read(scanner);
            default -> isCrossCollateral = scanner.isTrue();
        }
    }
}
