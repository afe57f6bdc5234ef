// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Runs on a second JDK only with {@code --long}: the whole check has 20 minutes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "porthole.secondJdk",
    matches = "short",
    disabledReason = "on a second JDK only with --long: little of it depends on the JVM")
public @interface OneJdkUnlessLong {}
