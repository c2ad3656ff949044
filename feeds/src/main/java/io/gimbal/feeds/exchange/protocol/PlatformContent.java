package io.gimbal.feeds.exchange.protocol;

import java.util.ArrayDeque;

/** Locks of the platform and of indices as they come and go. */
final class PlatformContent implements ChannelContent {
    private final ArrayDeque<Lock> pending = new ArrayDeque<>();

    private record Lock(String indexName, boolean isLocked) {}

    @Override
    public void onPlatformState(final String indexName, final boolean isLocked) {
        pending.add(new Lock(indexName, isLocked));
    }

    @Override
    public boolean write(final JsonWriter json) {
        final Lock lock = pending.poll();
        if (lock == null) {
            return false;
        }
        json.beginObject();
        if (lock.indexName.isEmpty()) {
            json.bool("maintenance", lock.isLocked);
        } else {
            json.bool("locked", lock.isLocked).text("price_index", lock.indexName);
        }
        json.endObject();
        return true;
    }
}
