package io.gimbal.perf.violations.engine.pricing;

import io.gimbal.perf.violations.engine.book.Ledger;

/** Looks up from the bottom of the core. */
final class Upward {
    double value(final Ledger ledger) {
        return ledger.delta();
    }
}
