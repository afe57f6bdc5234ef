// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be set in {@code etc/porthole.gate.json}; changes hold at once. */
@ObjectClassDefinition(
    name = "Porthole gate",
    description = "Who may ask, and how long requests wait for a servlet that is being replaced")
public @interface GateSettings {

  /** Names this server answers to besides the loopback ones, each with or without a port. */
  @AttributeDefinition(description = "Names this server answers to, besides the loopback ones")
  String[] hosts() default {};

  /** Whiteboard patterns of routes that belong to this server even before their servlet came. */
  @AttributeDefinition(description = "Routes that wait for their servlet instead of being unknown")
  String[] routes() default {
    "/databases/*",
    "/databases",
    "/admin/*",
    "/build/*",
    "/cluster/*",
    "/topology",
    "/operations/*",
    "/debug/*",
    "/studio/*",
    "/studio-tasks/*"
  };

  /** How long a request waits for its servlet to come back, in milliseconds. */
  @AttributeDefinition(description = "How long a request waits for its servlet, in milliseconds")
  long parkTime_ms() default 10_000;

  /** How many requests may wait at a time; each holds one of Jetty's threads. */
  @AttributeDefinition(description = "How many requests may wait at a time")
  int maxParked() default 100;

  /** How many seconds clients are told to wait after a 503. */
  @AttributeDefinition(description = "How many seconds clients are told to wait after a 503")
  int retryAfter_s() default 1;

  /** How long a shutdown waits for requests in flight, in milliseconds. */
  @AttributeDefinition(description = "How long a shutdown waits for requests, in milliseconds")
  long drainTime_ms() default 10_000;
}
