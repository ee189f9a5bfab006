/** Texts of all elements of a selector. */
export function textsOf(selector: string): string[];

/** Texts of an attribute of all elements of a selector. */
export function attributesOf(selector: string, name: string): string[];

/** The listed images of the page of photos: name, how many pictures, and which have not arrived. */
export function listedPictures(): { name: string; pictures: number; missing: string[] }[];

/** What is wider than the screen; empty where nothing has to be scrolled sideways. */
export function tooWide(): string[];

/** The colour behind everything. */
export function background(): string;

/** Runs axe-core, which has to be there: a line for each rule that is broken. */
export function axeViolations(): Promise<string[]>;
