// SPDX-License-Identifier: Apache-2.0
/**
 * What the bundles that answer HTTP agree on: the shape of errors and what the gate leaves on a
 * request. Servlet types do not appear here, so that the container may be replaced.
 */
@Export
@Version("1.1.0")
@NullMarked
package porthole.http.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
