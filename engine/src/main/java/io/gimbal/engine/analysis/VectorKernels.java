package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.StripKernel;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds the kernel that works with vector instructions. It needs a module of the JDK that is only there when the JVM was
 * started with {@code --add-modules jdk.incubator.vector}; without it there is no kernel, and nothing of it is loaded.
 */
final class VectorKernels {
    private static final String MODULE = "jdk.incubator.vector";

    private VectorKernels() {}

    /** A new kernel, if this JVM can run one. */
    static Optional<StripKernel> find() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.empty();
        }
        return ServiceLoader.load(StripKernel.class).findFirst();
    }
}
