package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.Statements;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.PlatformStateDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;

/** Applies definitions, positions, cash, funding and deliveries to the book. Owned by the engine thread. */
final class AccountInputs {
    /** A venue's clock further ahead of ours than this is wrong, and must not deliver what has not expired. */
    private static final long LONGEST_LEAD_NS = 10_000_000_000L;

    private static final int EVERY_UNDERLYING = -1;

    private final Session session;
    private final OutputPublisher out;

    AccountInputs(final Session session, final OutputPublisher out) {
        this.session = session;
        this.out = out;
    }

    int onUnderlying(final UnderlyingDefinitionDecoder event) {
        return session.book().defineUnderlying(event.underlyingId()) ? Touched.NOTHING : Touched.BAD;
    }

    int onInstrument(final InstrumentDefinitionDecoder event) {
        final Book book = session.book();
        final boolean isOption = event.kind() == InstrumentKind.OPTION;
        if (isOption != (event.optionType() != OptionType.NONE)) {
            return Touched.BAD;
        }
        return book.define(Instrument.of(event), event.state()) ? event.underlyingId() : Touched.BAD;
    }

    int onState(final InstrumentStateChangeDecoder event) {
        final BookLine line = session.book().line(event.instrumentId());
        if (line == null) {
            return Touched.BAD;
        }
        line.onState(event.state());
        return line.bookId();
    }

    /** The venue locked or unlocked trading of one index or of all; one that is not ours changes nothing. */
    int onPlatform(final PlatformStateDecoder event) {
        final boolean isLocked = event.isLocked() == BooleanType.TRUE;
        if (event.underlyingId() != EVERY_UNDERLYING) {
            final UnderlyingBook book = session.book().underlying(event.underlyingId());
            if (book != null) {
                book.lock(isLocked);
            }
            return book == null ? Touched.BAD : book.id();
        }
        for (int i = 0; i < session.book().underlyingCount(); i++) {
            final UnderlyingBook book = session.book().underlying(i);
            if (book != null) {
                book.lock(isLocked);
            }
        }
        return Touched.ALL;
    }

    int onPosition(final PositionSnapshotDecoder event, final long nowNs) {
        final BookLine line = session.book().line(event.instrumentId());
        if (line == null || !Bounds.isPriceOrNone(event.averagePrice()) || !Bounds.isPosition(event.amount())) {
            return Touched.BAD;
        }
        final long timeNs = statedNs(event.venueTimeNs(), nowNs);
        final boolean isExpired = Statements.isExpired(line, timeNs);
        if (session.isReady() && event.amount() != line.amount() && !isExpired) {
            alertMismatch(event, line.amount());
        }
        final double averagePrice = Scaled.toDouble(event.averagePrice());
        session.statements().onPosition(line, event.amount(), averagePrice, timeNs);
        return line.bookId();
    }

    /** The moment a statement is of: the venue's time, which settles and delivers, unless it is far ahead of ours. */
    private static long statedNs(final long venueTimeNs, final long nowNs) {
        return Math.min(venueTimeNs, nowNs + LONGEST_LEAD_NS);
    }

    /** While trading, the venue's position is known from fills: another one means that something was missed. */
    private void alertMismatch(final PositionSnapshotDecoder event, final long ours) {
        out.publish(out.alert(AlertCode.POSITION_MISMATCH, Severity.WARNING)
                .instrumentId(event.instrumentId())
                .value(Scaled.toDouble(event.amount()))
                .limitValue(Scaled.toDouble(ours))
                .encodedLength());
    }

    int onBalance(final AccountBalanceDecoder event, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(event.underlyingId());
        if (book == null) {
            return Touched.BAD;
        }
        final long timeNs = statedNs(event.venueTimeNs(), nowNs);
        session.statements().onBalance(book, event.currency(), Scaled.toDouble(event.balance()), timeNs);
        return book.id();
    }

    int onFunding(final FundingDecoder event) {
        final BookLine line = session.book().line(event.instrumentId());
        if (line == null) {
            return Touched.BAD;
        }
        final UnderlyingBook book = session.book().underlying(line.bookId());
        final long payment = event.paymentAmount();
        if (book == null || payment == FundingDecoder.paymentAmountNullValue()) {
            return Touched.NOTHING;
        }
        final Currency currency = line.instrument().isInverse() ? Currency.COIN : Currency.USD;
        if (line.isStandIn() && currency == Currency.COIN) {
            book.addCash(Currency.USD, Scaled.toDouble(payment) * (line.isQuoted() ? line.mid() : 0));
            return book.id();
        }
        book.addCash(currency, Scaled.toDouble(payment));
        return book.id();
    }

    int onDelivery(final DeliveryDecoder event) {
        final double price = Scaled.toDouble(event.deliveryPrice());
        if (!Bounds.isPrice(event.deliveryPrice())) {
            return Touched.BAD;
        }
        final boolean isKnown = session.book().onDelivery(event.underlyingId(), event.expiryNs(), price);
        return isKnown ? event.underlyingId() : Touched.NOTHING;
    }
}
