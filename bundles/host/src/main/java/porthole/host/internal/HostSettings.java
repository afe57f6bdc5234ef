// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be set in {@code etc/porthole.host.json}; holds for the next shutdown. */
@ObjectClassDefinition(
    id = HostSettings.PID,
    name = "Porthole host",
    description = "How long the end of the server may take")
public @interface HostSettings {
  /** Where these settings are. */
  String PID = "porthole.host";

  /** From the first request to end until the process is gone, in milliseconds. */
  @AttributeDefinition(
      description = "A shutdown may take that long; what is not done then is abandoned; ms")
  long shutdownBudget_ms() default 20_000;

  /** How much of that requests in flight get before they are cut off, in milliseconds. */
  @AttributeDefinition(
      description = "Requests in flight may go on that long, half the budget at most; milliseconds")
  long requestPatience_ms() default 5_000;
}
