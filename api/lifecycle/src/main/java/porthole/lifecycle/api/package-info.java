// SPDX-License-Identifier: Apache-2.0
/**
 * How the server ends: whoever has something to bring to an end takes part as a {@link
 * porthole.lifecycle.api.ShutdownParticipant}, a service.
 */
@Export
@Version("1.0.0")
@NullMarked
package porthole.lifecycle.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
