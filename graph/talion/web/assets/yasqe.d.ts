/** As much of YASQE as the query page uses. */
declare class Yasqe {
  constructor(place: HTMLElement, options: object);
  static forkAutocompleter?: unknown;
  static registerAutocompleter(completer: Yasqe.Completer, enable: boolean): void;
  getValue(): string;
  setValue(text: string): void;
  getOption(name: string): object;
  setOption(name: string, value: object): void;
  getInputField(): HTMLElement;
  getScrollerElement(): HTMLElement;
  getCompleteToken(): Yasqe.Token;
}

declare namespace Yasqe {
  interface Token {
    string: string;
  }

  interface Completer {
    name: string;
    bulk: boolean;
    autoShow: boolean;
    persistenceId: null;
    isValidCompletionPosition(yasqe: Yasqe): boolean;
    preProcessToken(yasqe: Yasqe, token: Token): Token;
    postProcessHints(yasqe: Yasqe, hints: object[]): object[];
    get(yasqe: Yasqe, token: Token | undefined): Promise<string[]>;
    postProcessSuggestion(yasqe: Yasqe, token: Token, suggestion: string): string;
  }
}
