package io.gimbal.perf.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** The few shapes of rule used here. Every message begins with the offending class's name, a colon and what it did. */
final class Conditions {
    private Conditions() {}

    /** A rule over the classes of a scope; rooms that are still empty pass. */
    static ArchRule rule(
            final String scopeName,
            final Predicate<JavaClass> scope,
            final ArchCondition<JavaClass> condition,
            final String because) {
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe(scopeName, scope))
                .should(condition)
                .because(because)
                .allowEmptyShould(true);
    }

    /** Every type that a class mentions must be allowed for it; array types count as their elements. */
    static ArchCondition<JavaClass> useOnly(final String description, final BiPredicate<JavaClass, JavaClass> allowed) {
        return condition(
                "use only " + description,
                (type, offences) -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    final JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !allowed.test(type, target)) {
                        offences.add("uses " + target.getName() + " " + dependency.getSourceCodeLocation());
                    }
                }));
    }

    /** No call, reference or field access may hit a forbidden member; anonymous parts count for the class they are in. */
    static ArchCondition<JavaClass> touchNo(final String description, final Predicate<AccessTarget> forbidden) {
        return condition("touch no " + description, (type, offences) -> {
            for (final JavaAccess<?> access : type.getAccessesFromSelf()) {
                final AccessTarget target = access.getTarget();
                if (forbidden.test(target)) {
                    offences.add("touches " + target.getOwner().getName() + "." + target.getName() + " "
                            + access.getSourceCodeLocation());
                }
            }
        });
    }

    /** The class itself must give no reason for complaint. */
    static ArchCondition<JavaClass> be(
            final String description, final Function<JavaClass, Optional<String>> complaint) {
        return condition(
                "be " + description, (type, offences) -> complaint.apply(type).ifPresent(offences::add));
    }

    /** No member may be one of the described kind. */
    static <M extends HasModifiers> ArchCondition<JavaClass> haveNo(
            final String description,
            final Function<JavaClass, Iterable<M>> members,
            final Predicate<M> unwanted,
            final Function<M, String> name) {
        return condition(
                "have no " + description,
                (type, offences) -> members.apply(type).forEach(member -> {
                    if (unwanted.test(member)) {
                        offences.add("has " + name.apply(member));
                    }
                }));
    }

    private static ArchCondition<JavaClass> condition(final String description, final Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(final JavaClass type, final ConditionEvents events) {
                check.run(type, what -> events.add(SimpleConditionEvent.violated(type, type.getName() + ": " + what)));
            }
        };
    }

    private interface Check {
        void run(JavaClass type, Offences offences);
    }

    private interface Offences {
        void add(String what);
    }
}
