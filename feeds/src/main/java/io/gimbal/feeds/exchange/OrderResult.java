package io.gimbal.feeds.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param error  {@link VenueError#OK} when it was done
 * @param limit  price limit of a price refusal, times 1e8; else 0
 * @param order  the order, live; null when there is none
 * @param trades the taker's own fills that the command caused
 */
public record OrderResult(
        VenueError error, long limit, @Nullable ExchangeOrder order, List<UserTrade> trades) {
    /** {@return whether it was done} */
    public boolean isOk() {
        return error.isOk();
    }

    static OrderResult refused(final VenueError error) {
        return new OrderResult(error, 0, null, List.of());
    }

    static OrderResult done(final ExchangeOrder order) {
        return new OrderResult(VenueError.OK, 0, order, List.of());
    }
}
