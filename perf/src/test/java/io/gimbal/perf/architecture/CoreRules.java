package io.gimbal.perf.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the deterministic core may touch. Types are an allow-list; where an allowed type has members whose answer depends
 * on the machine, the JDK, the locale or a hash order, its members are a list too.
 */
final class CoreRules {
    private static final Set<String> JAVA = words("java.lang.Object java.lang.Record java.lang.Enum java.lang.Class"
            + " java.lang.System java.lang.Math java.lang.String java.lang.CharSequence java.lang.Comparable"
            + " java.lang.Iterable java.lang.AutoCloseable java.lang.FunctionalInterface java.lang.Deprecated"
            + " java.lang.Boolean java.lang.Byte java.lang.Character java.lang.Short java.lang.Integer java.lang.Long"
            + " java.lang.Float java.lang.Double java.lang.Number java.lang.RuntimeException java.lang.AssertionError"
            + " java.lang.ArithmeticException java.lang.IllegalArgumentException java.lang.IllegalStateException"
            + " java.lang.IndexOutOfBoundsException java.lang.UnsupportedOperationException"
            + " java.nio.ByteBuffer java.nio.ByteOrder java.util.Arrays java.util.ArrayList"
            + " java.util.BitSet java.util.Comparator java.util.Iterator java.util.List"
            + " java.util.NoSuchElementException java.util.Objects");

    /** javac throws and catches these where a switch over an enum meets a constant it did not know. */
    private static final Set<String> OF_THE_COMPILER =
            words("java.lang.NoSuchFieldError java.lang.IncompatibleClassChangeError");

    private static final Pattern LIBRARIES = Pattern.compile("java\\.util\\.function\\.\\w+"
            + "|org\\.jspecify\\.annotations\\.\\w+"
            + "|org\\.agrona\\.\\w*Buffer"
            + "|org\\.agrona\\.concurrent\\.UnsafeBuffer"
            + "|org\\.agrona\\.collections\\.(?!Object)[\\w$]+");

    /** Of these types only these members. The mathematics listed is exact: the same bits everywhere. */
    private static final Map<String, Set<String>> ONLY = Map.of(
            "java.lang.System",
            words("arraycopy"),
            "java.lang.Class",
            words("desiredAssertionStatus"),
            "java.lang.Math",
            words("abs absExact addExact ceil copySign decrementExact fma floor floorDiv floorMod getExponent"
                    + " incrementExact max min multiplyExact multiplyFull multiplyHigh negateExact nextAfter nextDown"
                    + " nextUp rint round scalb signum sqrt subtractExact toIntExact ulp"));

    /** Of these types everything but these members. The text of a double differs between JDK 18 and 19. */
    private static final Map<String, Set<String>> NEVER = Map.of(
            "java.lang.Object",
            words("hashCode toString getClass wait notify notifyAll finalize"),
            "java.lang.Enum",
            words("hashCode"),
            "java.lang.String",
            words("format formatted getBytes toLowerCase toUpperCase intern valueOf chars codePoints lines"),
            "java.lang.Double",
            words("toString toHexString"),
            "java.lang.Float",
            words("toString toHexString"),
            "java.lang.Integer",
            words("getInteger"),
            "java.lang.Long",
            words("getLong"),
            "java.lang.Boolean",
            words("getBoolean"),
            "java.util.Arrays",
            words("parallelPrefix parallelSetAll parallelSort stream spliterator toString deepToString hashCode"
                    + " deepHashCode"),
            "java.util.Objects",
            words("hash hashCode toString"));

    private static final Set<String> STREAMS = words("stream parallelStream intStream parallel spliterator");

    private static final Pattern HASHED =
            Pattern.compile("org\\.agrona\\.collections\\.\\w*(HashMap|HashSet|CounterMap|Cache)(\\$\\w+)?");

    private static final Pattern WALKED = Pattern.compile("\\w*[fF]orEach\\w*|iterator|entrySet|keySet|values|toArray"
            + "|remove\\w*If\\w*|replaceAll\\w*|removeAll\\w*|retainAll\\w*|toString|hashCode");

    private CoreRules() {}

    static ArchRule usesOnlyTheAllowedTypes(final House house) {
        return core(
                house,
                Conditions.useOnly(
                        "the house, the codec and the listed types",
                        (user, used) -> house.owns(used) || isAllowed(used)));
    }

    static ArchRule touchesOnlyExactAndMachineFreeMembers(final House house) {
        return core(house, Conditions.touchNo("inexact or machine-dependent member", CoreRules::isForbidden));
    }

    /** For code outside the core that must give the same bytes all the same: simulated markets. */
    static ArchRule marketsUseOnlyExactMathematics(final House house) {
        return Conditions.rule(
                "are simulated markets",
                type -> house.isIn(type, "engine.market"),
                Conditions.touchNo(
                        "inexact mathematics, clock or foreign randomness",
                        target -> (isForbidden(target) && isMachine(target)) || isRandomness(target)),
                "a seed gives the same market on any machine and any JDK");
    }

    static ArchRule walksNoHashTable(final House house) {
        return core(
                house,
                Conditions.touchNo(
                        "order of a hash table",
                        target -> HASHED.matcher(target.getOwner().getName()).matches()
                                && WALKED.matcher(target.getName()).matches()));
    }

    static ArchRule holdsNoMutableStatics(final House house) {
        return core(
                house,
                Conditions.haveNo(
                        "mutable statics",
                        JavaClass::getFields,
                        field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && !field.getModifiers().contains(JavaModifier.FINAL)
                                && !field.getName().startsWith("$"),
                        JavaField::getName));
    }

    static ArchRule sharesNothingBetweenThreads(final House house) {
        return core(
                house,
                Conditions.<JavaField>haveNo(
                                "volatile fields",
                                JavaClass::getFields,
                                field -> field.getModifiers().contains(JavaModifier.VOLATILE),
                                JavaField::getName)
                        .and(Conditions.<JavaMethod>haveNo(
                                "synchronized methods",
                                JavaClass::getMethods,
                                method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED),
                                JavaMethod::getName)));
    }

    private static ArchRule core(final House house, final ArchCondition<JavaClass> condition) {
        return Conditions.rule(
                "are the core",
                house::isCore,
                condition,
                "same journal in, same bytes out, on any machine and any JDK");
    }

    private static boolean isAllowed(final JavaClass type) {
        return JAVA.contains(type.getName())
                || OF_THE_COMPILER.contains(type.getName())
                || LIBRARIES.matcher(type.getName()).matches();
    }

    private static boolean isForbidden(final AccessTarget target) {
        final String owner = target.getOwner().getName();
        final Set<String> only = ONLY.get(owner);
        return (only != null && !only.contains(target.getName()))
                || NEVER.getOrDefault(owner, Set.of()).contains(target.getName())
                || (owner.startsWith("java.util.") && STREAMS.contains(target.getName()));
    }

    private static boolean isMachine(final AccessTarget target) {
        final String owner = target.getOwner().getName();
        return owner.equals("java.lang.System") || owner.equals("java.lang.Math");
    }

    private static boolean isRandomness(final AccessTarget target) {
        final String owner = target.getOwner().getName();
        return owner.equals("java.lang.StrictMath")
                || owner.matches("java\\.util\\.(\\w*Random\\w*|concurrent\\.ThreadLocalRandom|random\\..*|UUID)");
    }

    private static Set<String> words(final String text) {
        return Set.of(text.split(" "));
    }
}
