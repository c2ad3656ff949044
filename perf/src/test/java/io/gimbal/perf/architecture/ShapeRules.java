package io.gimbal.perf.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What a class of the house looks like, and the process-wide calls that only the application may make. */
final class ShapeRules {
    private static final Pattern EMPTY_WORDS =
            Pattern.compile("\\w*(Manager|Helper|Utils?|Impl|Data|Info|Service|Wrapper)|Processor");
    private static final Pattern GETTER = Pattern.compile("get([A-Z]\\w*)?");
    private static final Set<String> END_OF_PROCESS = Set.of("exit", "halt");
    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");

    private ShapeRules() {}

    static ArchRule classesAreFinalOrPackagePrivateAbstract(final House house) {
        return written(
                house,
                "final, or abstract and package-private",
                type -> isClosed(type) ? Optional.empty() : Optional.of("is open to extension from outside"),
                "what nobody may extend nobody can break");
    }

    static ArchRule namesSayWhatAClassIs(final House house) {
        return written(
                house,
                "named for what they are",
                type -> EMPTY_WORDS.matcher(type.getSimpleName()).matches()
                        ? Optional.of("has a name that says nothing")
                        : Optional.empty(),
                "a role suffix is a contract; Manager and its kin promise nothing");
    }

    static ArchRule answersCarryNoGet(final House house) {
        return Conditions.rule(
                "are written by us",
                house::isWritten,
                Conditions.haveNo(
                        "get methods",
                        JavaClass::getMethods,
                        method -> GETTER.matcher(method.getName()).matches()
                                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !isPromisedElsewhere(house, method),
                        JavaMethod::getName),
                "nouns answer, verbs act");
    }

    static ArchRule packagesAreNullMarked(final House house) {
        return written(
                house,
                "in a null-marked package",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)
                        ? Optional.empty()
                        : Optional.of("has no package-info with @NullMarked"),
                "null is a value only where it says so, and a package says what it is for");
    }

    static ArchRule nobodySleeps(final House house) {
        return written(house, "sleep", target -> "sleep".equals(target.getName()) && isJavaConcurrency(target));
    }

    static ArchRule onlyTheApplicationEndsTheProcess(final House house) {
        return outsideTheApplication(
                house,
                "end of the process",
                target -> END_OF_PROCESS.contains(target.getName())
                        && target.getOwner().getName().matches("java\\.lang\\.(System|Runtime)"));
    }

    static ArchRule onlyTheApplicationPrints(final House house) {
        return outsideTheApplication(
                house,
                "standard stream",
                target -> (target.getOwner().getName().equals("java.lang.System")
                                && Set.of("out", "err", "in").contains(target.getName()))
                        || target.getName().equals("printStackTrace"));
    }

    static ArchRule thePipelineHasAnInjectedClock(final House house) {
        return Conditions.rule(
                "are the pipeline",
                type -> house.isIn(type, "engine.pipeline"),
                Conditions.touchNo(
                        "clock of the machine",
                        target -> (CLOCKS.contains(target.getName())
                                        && target.getOwner().getName().startsWith("java."))
                                || (target.getName().equals("now")
                                        && target.getOwner().getName().startsWith("java.time."))),
                "live, backtest and replay differ by their clock alone");
    }

    private static ArchRule written(
            final House house,
            final String description,
            final Function<JavaClass, Optional<String>> complaint,
            final String because) {
        return Conditions.rule("are written by us", house::isWritten, Conditions.be(description, complaint), because);
    }

    private static ArchRule written(
            final House house, final String description, final Predicate<AccessTarget> forbidden) {
        return Conditions.rule(
                "are written by us",
                house::isWritten,
                Conditions.touchNo(description, forbidden),
                "waiting is an injected strategy");
    }

    private static ArchRule outsideTheApplication(
            final House house, final String description, final Predicate<AccessTarget> forbidden) {
        return Conditions.rule(
                "are outside the application",
                type -> house.isWritten(type) && !house.isApp(type),
                Conditions.touchNo(description, forbidden),
                "the process belongs to the application");
    }

    private static boolean isClosed(final JavaClass type) {
        final Set<JavaModifier> modifiers = type.getModifiers();
        return type.isInterface()
                || type.isEnum()
                || type.isAnonymousClass()
                || modifiers.contains(JavaModifier.FINAL)
                || (modifiers.contains(JavaModifier.ABSTRACT) && !modifiers.contains(JavaModifier.PUBLIC));
    }

    /** An override of what a library declares has no choice of name. */
    private static boolean isPromisedElsewhere(final House house, final JavaMethod method) {
        final JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .filter(parent -> !house.owns(parent))
                .flatMap(parent -> parent.getMethods().stream())
                .anyMatch(promise -> promise.getName().equals(method.getName())
                        && promise.getRawParameterTypes().size()
                                == method.getRawParameterTypes().size());
    }

    private static boolean isJavaConcurrency(final AccessTarget target) {
        return target.getOwner().getName().matches("java\\.lang\\.Thread|java\\.util\\.concurrent\\.TimeUnit");
    }
}
