package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The channels one connection follows: asks for them in batches, compares each answer with what was asked, asks once more
 * for what was left out, and counts what stays out. Owned by its session's thread.
 */
final class Subscriptions {
    private static final int BATCH = 200;
    private static final int MOST_TRIES = 2;

    private final RpcConnection connection;
    private final VenueCounters counters;
    private final Purpose purpose;
    private final byte[] method;
    private final List<List<String>> batches = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private int unanswered;
    private int tries;

    Subscriptions(
            final RpcConnection connection, final VenueCounters counters, final Purpose purpose, final byte[] method) {
        this.connection = connection;
        this.counters = counters;
        this.purpose = purpose;
        this.method = method;
    }

    /** Begins anew: nothing is subscribed on a fresh connection. */
    void request(final List<String> channels) {
        tries = 0;
        missing.clear();
        ask(channels);
    }

    /** Whether every batch was answered, and what was left out has been asked for again. */
    boolean isSettled() {
        return unanswered == 0 && !batches.isEmpty();
    }

    /** What the venue does not grant. */
    Set<String> missing() {
        return missing;
    }

    /** Takes one answer: names of channels, in any order, perhaps fewer than asked for. */
    void onResult(final int batch, final JsonNode granted) {
        final Set<String> left = new LinkedHashSet<>(batches.get(batch));
        granted.forEach(channel -> left.remove(channel.asText()));
        missing.addAll(left);
        settle();
    }

    /** The batch was refused as a whole. */
    void onRefused(final int batch) {
        missing.addAll(batches.get(batch));
        settle();
    }

    void onDown() {
        batches.clear();
        unanswered = 0;
        missing.clear();
    }

    private void settle() {
        unanswered--;
        if (unanswered > 0) {
            return;
        }
        if (!missing.isEmpty() && tries < MOST_TRIES) {
            final List<String> again = List.copyOf(missing);
            missing.clear();
            ask(again);
        } else {
            counters.add(Count.CHANNELS_MISSING, missing.size());
        }
    }

    private void ask(final List<String> channels) {
        tries++;
        batches.clear();
        for (int from = 0; from < channels.size(); from += BATCH) {
            batches.add(List.copyOf(channels.subList(from, Math.min(from + BATCH, channels.size()))));
        }
        unanswered = batches.size();
        for (int i = 0; i < batches.size(); i++) {
            final int batch = i;
            connection.enqueue(
                    purpose,
                    method,
                    writer -> writer.texts(Methods.CHANNELS, batches.get(batch)),
                    request -> request.index = batch);
        }
    }
}
