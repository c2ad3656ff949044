package io.gimbal.feeds.exchange.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every method the exchange answers. Filled once, at the start. */
final class MethodTable {
    private final Map<String, MethodEntry> entries = new LinkedHashMap<>();

    MethodTable publicMethod(final String name, final MethodCost cost, final RpcMethod method) {
        return add(new MethodEntry("public/" + name, "", cost, method));
    }

    MethodTable privateMethod(final String name, final String scope, final MethodCost cost, final RpcMethod method) {
        return add(new MethodEntry("private/" + name, scope, cost, method));
    }

    @Nullable
    MethodEntry find(final String name) {
        return entries.get(name);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    private MethodTable add(final MethodEntry entry) {
        if (entries.put(entry.name(), entry) != null) {
            throw new IllegalStateException("method given twice: name=" + entry.name());
        }
        return this;
    }
}
