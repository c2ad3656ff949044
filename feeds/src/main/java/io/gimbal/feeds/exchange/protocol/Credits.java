package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.CreditBucket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes the price of each request from its payer's credits: the account's, or the address's while nobody has
 * authenticated: all connections and HTTP requests of one address share them, and a new connection brings none. A request that cannot be paid is refused with 10028, and its connection does not outlive it. Owned
 * by the exchange's thread.
 */
final class Credits {
    private static final long ORDINARY_COST = 500;
    private static final long ORDINARY_CAPACITY = 50_000;
    private static final long INSTRUMENTS_COST = 10_000;
    private static final long INSTRUMENTS_CAPACITY = 500_000;
    private static final long SUBSCRIBE_COST = 3_000;
    private static final long SUBSCRIBE_CAPACITY = 30_000;
    private static final long LOG_COST = 10_000;
    private static final long LOG_CAPACITY = 80_000;
    private static final long REFILL = 10_000;
    private static final int MAX_ADDRESSES = 4_096;

    private final IntFunction<Account> accounts;
    private final Map<Integer, Pools> ofAccounts = new HashMap<>();
    private final Map<String, Pools> ofAddresses = new LinkedHashMap<>();

    /** What is not kept with the account itself. */
    private record Pools(CreditBucket ordinary, CreditBucket instruments, CreditBucket subscribe, CreditBucket log) {
        Pools() {
            this(
                    new CreditBucket(ORDINARY_CAPACITY, REFILL),
                    new CreditBucket(INSTRUMENTS_CAPACITY, REFILL),
                    new CreditBucket(SUBSCRIBE_CAPACITY, REFILL),
                    new CreditBucket(LOG_CAPACITY, REFILL));
        }
    }

    Credits(final IntFunction<Account> accounts) {
        this.accounts = accounts;
    }

    /**
     * Pays for a request.
     *
     * @param grant   who pays; null for the address itself
     * @param address where the request came from
     * @param cost    what it costs
     * @param nowNs   the clock, epoch nanoseconds
     * @throws RpcError when there is too little left
     */
    void pay(final @Nullable Grant grant, final String address, final MethodCost cost, final long nowNs)
            throws RpcError {
        final boolean isPaid = switch (cost) {
            case FREE -> true;
            case MATCHING, CANCEL_ALL ->
                grant != null && account(grant).matchingCredits().take(1, nowNs);
            case ORDINARY -> ordinary(grant, address).take(ORDINARY_COST, nowNs);
            case INSTRUMENTS -> pools(grant, address).instruments.take(INSTRUMENTS_COST, nowNs);
            case SUBSCRIBE -> pools(grant, address).subscribe.take(SUBSCRIBE_COST, nowNs);
            case LOG -> pools(grant, address).log.take(LOG_COST, nowNs);
        };
        if (!isPaid) {
            throw new RpcError(RpcError.TOO_MANY_REQUESTS, "too_many_requests");
        }
    }

    private CreditBucket ordinary(final @Nullable Grant grant, final String address) {
        return grant != null ? account(grant).requestCredits() : pools(null, address).ordinary;
    }

    private Account account(final Grant grant) {
        return accounts.apply(grant.key().accountId());
    }

    private Pools pools(final @Nullable Grant grant, final String address) {
        if (grant != null) {
            return ofAccounts.computeIfAbsent(grant.key().accountId(), id -> new Pools());
        }
        if (ofAddresses.size() >= MAX_ADDRESSES && !ofAddresses.containsKey(address)) {
            ofAddresses.remove(ofAddresses.keySet().iterator().next());
        }
        return ofAddresses.computeIfAbsent(address, a -> new Pools());
    }
}
