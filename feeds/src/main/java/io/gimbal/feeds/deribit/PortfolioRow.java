package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;

/** The account in one currency as a notification or a summary states it. Re-read for each; never kept. */
final class PortfolioRow {
    private final PortfolioReport report = new PortfolioReport();
    long initialMargin;
    long maintenanceMargin;
    long deltaTotal;
    private boolean isWhole;

    PortfolioRow() {}

    /** Reads the object the scanner stands at. */
    void read(final JsonScanner scanner) {
        isWhole = report.read(scanner);
        initialMargin = report.initialMargin();
        maintenanceMargin = report.maintenanceMargin();
        deltaTotal = report.deltaTotal();
    }

    boolean isCurrency(final String name) {
        return report.currency().isText(name);
    }

    boolean isComplete() {
        return isWhole;
    }

    /** Cash with what was realised since the last settlement, which the venue books to the balance only then. */
    long cash() {
        return report.balance() + (report.sessionRpl() == Decimals.ABSENT ? 0 : report.sessionRpl());
    }
}
