/**
 * A text that Kubernetes shall take as it is. In commands and variables it replaces `$(NAME)` and reads `$$` as `$`,
 * which Compose does not.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function literal(text: string): string {
  return text.replace(/\$(?=[$(])/g, "$$$$");
}
