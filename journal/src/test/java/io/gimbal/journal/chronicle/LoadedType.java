package io.gimbal.journal.chronicle;

/** Leaves a mark when it is loaded and initialised. */
public final class LoadedType {
    static {
        System.setProperty("LoadedType", "true");
    }

    private LoadedType() {}
}
