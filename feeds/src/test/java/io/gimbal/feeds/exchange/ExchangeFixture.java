package io.gimbal.feeds.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.Side;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An exchange with a BTC perpetual, a future, options and linear products; traders with money; the index at 30,000. */
final class ExchangeFixture {
    static final long SECOND = 1_000_000_000L;
    static final long HOUR = 3_600 * SECOND;
    static final long START = at("2023-04-12T00:00:00Z");
    static final List<String> NAMES = List.of(
            "BTC-PERPETUAL",
            "BTC-14APR23",
            "BTC-13APR23-28000-C",
            "BTC-13APR23-32000-P",
            "BTC-14APR23-30000-C",
            "BTC_USDC-PERPETUAL",
            "BTC_USDC-14APR23-30000-C",
            "BTC-28APR23-30000-P");

    final FakeValuation world = new FakeValuation();
    final RecordingListener heard = new RecordingListener();
    final ExchangeContext context = new ExchangeContext();
    private @Nullable Exchange exchange;

    ExchangeFixture() {
        world.index("btc_usd", 0, d("30000"));
        world.index("btc_usdc", 0, d("30000"));
        for (final String name : NAMES) {
            context.instrument(VenueProfile.deribit().spec(name, NAMES.indexOf(name), 0));
        }
        context.valuation(world).listener(heard).startNs(START).seed(7).revaluationNs(10 * SECOND);
    }

    static long d(final String decimal) {
        return Decimals.parse(decimal);
    }

    static long at(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND;
    }

    Exchange exchange() {
        if (exchange != null) {
            return exchange;
        }
        final Exchange opened = new Exchange(context);
        exchange = opened;
        opened.advance(START);
        return opened;
    }

    Account customer(final String name) {
        return fund(exchange().open(AccountSettings.customer(name)), "10", "1000000");
    }

    Account house(final String name) {
        return fund(exchange().open(AccountSettings.house(name)), "1000", "100000000");
    }

    Account fund(final Account account, final String coins, final String dollars) {
        exchange().deposit(account, "BTC", d(coins));
        exchange().deposit(account, "USDC", d(dollars));
        return account;
    }

    ExchangeInstrument instrument(final String name) {
        return Objects.requireNonNull(exchange().instrument(name), name);
    }

    ExchangeInstrument perp() {
        return instrument("BTC-PERPETUAL");
    }

    ExchangeOrder buy(final Account account, final ExchangeInstrument what, final String amount, final String price) {
        return done(account, OrderRequest.limit(what, Side.BUY, d(amount), d(price)));
    }

    ExchangeOrder sell(final Account account, final ExchangeInstrument what, final String amount, final String price) {
        return done(account, OrderRequest.limit(what, Side.SELL, d(amount), d(price)));
    }

    ExchangeOrder done(final Account account, final OrderRequest request) {
        final OrderResult result = exchange().place(account, request);
        assertThat(result.error()).isEqualTo(VenueError.OK);
        return Objects.requireNonNull(result.order());
    }

    VenueError refusal(final Account account, final OrderRequest request) {
        final OrderResult result = exchange().place(account, request);
        assertThat(result.order()).isNull();
        return result.error();
    }

    ExchangePosition position(final Account account, final ExchangeInstrument what) {
        return Objects.requireNonNull(account.position(what));
    }

    /** Two traders change hands at a price. */
    void trade(
            final Account buyer,
            final Account seller,
            final ExchangeInstrument what,
            final String amount,
            final String price) {
        final ExchangeOrder resting = sell(seller, what, amount, price);
        buy(buyer, what, amount, price);
        assertThat(resting.state()).isEqualTo(OrderState.FILLED);
    }

    List<String> book(final ExchangeInstrument what, final Side side) {
        final List<String> levels = new ArrayList<>();
        what.book()
                .forEachLevel(
                        side, 100, (price, amount) -> levels.add(Decimals.text(amount) + "@" + Decimals.text(price)));
        return levels;
    }

    /** All money there is in a currency, in 1e-16, with positions at cost. */
    BigInteger money(final String currency) {
        BigInteger sum = exact(exchange().insuranceExact(currency));
        sum = sum.add(units(exchange().feesCollected(currency)));
        for (final Account account : exchange().accounts()) {
            sum = sum.add(units(account.balance(currency)));
            for (final ExchangePosition position : account.positions()) {
                if (position.instrument().currency().equals(currency)
                        && !position.instrument().spec().isOption()) {
                    sum = sum.add(exact(position.sessionFlow)).add(exact(position.sessionRealised));
                }
            }
        }
        return sum;
    }

    private static BigInteger exact(final ExactMoney money) {
        return units(money.units()).add(BigInteger.valueOf(money.fraction()));
    }

    private static BigInteger units(final long units) {
        return BigInteger.valueOf(units).multiply(BigInteger.valueOf(ExactMoney.FRACTIONS));
    }
}
