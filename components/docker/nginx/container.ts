/** The load balancer's image. 1.30.7 is the first of its line with the security fixes of November 2026. */
export const NGINX_IMAGE = "nginx:1.30";

/** The user that nginx's image brings for its workers; here the master runs as it too. */
export const NGINX_USER = "101:101";

/** Folder of the configuration inside the container: a volume, since the root file system is read-only. */
export const CONFIGURATION_FOLDER = "/etc/nginx/muelle";

/** Within it: a link to the folder of the configuration in force. Stacks of earlier versions have a folder of that name. */
export const CURRENT = "current";

/** Within it: a link to the folder of the configuration before that one. */
export const PREVIOUS = "previous";

/** Within it: a folder for each configuration. */
export const GENERATIONS = "generations";

/**
 * Waits for the first configuration, which comes only when the first replicas are healthy. After a restart it is
 * there already, and nginx serves at once, whether or not its servers are back.
 */
export const NGINX_COMMAND: readonly string[] = [
  "/bin/sh",
  "-c",
  `until [ -s ${CONFIGURATION_FOLDER}/${CURRENT}/nginx.conf ]; do sleep 0.05; done; ` +
    `exec nginx -c ${CONFIGURATION_FOLDER}/${CURRENT}/nginx.conf -g 'daemon off;'`,
];
