import { Application } from "../components/index.ts";
import { chosenApplication } from "./chosen-application.ts";

const { spec, directory } = await chosenApplication();

export const { url, services, images } = new Application(spec.name, { spec, directory });
