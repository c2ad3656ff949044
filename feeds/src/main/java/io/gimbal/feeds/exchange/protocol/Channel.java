package io.gimbal.feeds.exchange.protocol;

import java.util.ArrayList;
import java.util.List;

/** A channel with its subscribers: writes each message once and gives it to all of them. Owned by the exchange's thread. */
final class Channel {
    private final String name;
    private final Interval interval;
    private final ChannelContent content;
    private final List<ExchangeConnection> subscribers = new ArrayList<>();
    private final JsonWriter frame = new JsonWriter();

    Channel(final String name, final Interval interval, final ChannelContent content) {
        this.name = name;
        this.interval = interval;
        this.content = content;
    }

    String name() {
        return name;
    }

    Interval interval() {
        return interval;
    }

    ChannelContent content() {
        return content;
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    boolean has(final ExchangeConnection connection) {
        return subscribers.contains(connection);
    }

    /** Tells a new subscriber where things stand; from now on it hears what the others hear. */
    void add(final ExchangeConnection connection, final long nowNs) {
        flush(nowNs);
        subscribers.add(connection);
        final int start = head();
        if (content.begin(frame)) {
            tail();
            connection.notify(name, frame.bytes(), frame.length(), nowNs);
        } else {
            frame.rewind(start);
        }
    }

    void remove(final ExchangeConnection connection) {
        subscribers.remove(connection);
    }

    /** Says all there is to say. {@return messages} */
    int flush(final long nowNs) {
        int messages = 0;
        head();
        while (content.write(frame)) {
            tail();
            for (int i = subscribers.size() - 1; i >= 0; i--) {
                subscribers.get(i).notify(name, frame.bytes(), frame.length(), nowNs);
            }
            messages++;
            head();
        }
        return messages;
    }

    private int head() {
        frame.reset();
        frame.beginObject().text("jsonrpc", "2.0").text("method", "subscription");
        frame.name("params").beginObject().text("channel", name).name("data");
        return frame.length();
    }

    private void tail() {
        frame.endObject().endObject();
    }
}
