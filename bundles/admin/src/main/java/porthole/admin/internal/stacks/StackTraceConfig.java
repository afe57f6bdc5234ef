// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the stack-trace route behaves. */
@ObjectClassDefinition(id = "porthole.admin", name = "Porthole admin")
@interface StackTraceConfig {

  /** How long a request waits for a capture, in milliseconds, 1 or more. */
  @AttributeDefinition(
      name = "Capture patience",
      description = "How long a request waits for a capture, in milliseconds.",
      min = "1")
  long capturePatience_ms() default 20_000;
}
