import { publicEndpoints as endpoints } from '../../api/public.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { registrationStatus } from '../../domain/register.ts';
import { comparableCode } from '../../domain/verification-code.ts';
import { anyone } from '../platform/caller.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { environment } from '../platform/environment.ts';
import { apiHandler, type ApiRoute, route } from '../platform/http.ts';
import { rememberedCommand } from '../records/commands.ts';
import { readDepartmentQueue } from '../cases/queues.ts';
import { done, refuse } from '../platform/refusal.ts';

const routes = {
  getConfiguration: route(endpoints.getConfiguration, anyone, () =>
    Promise.resolve(
      done({
        province: { issuer: environment.provinceIssuer(), clientId: environment.provinceClientId() },
        staff: { issuer: environment.staffIssuer(), clientId: environment.staffClientId() },
        audience: environment.apiAudience(),
      }),
    ),
  ),
  listPublicity: route(endpoints.listPublicity, anyone, ({ query }) => readDepartmentQueue('publicity', query.cursor)),
  verifyCertificate: route(endpoints.verifyCertificate, anyone, async ({ params, body, now }) => {
    const found = await Promise.all(
      numbersMeant(params.number).map((number) => RegistrationEntity.query.byNumber({ number }).go()),
    );
    // The number alone proves nothing: the code on the certificate must match, so nobody can list the register by counting.
    const registration = found
      .flatMap(({ data }) => data)
      .find(({ verificationCode }) => comparableCode(verificationCode) === body.code);
    if (registration === undefined) {
      return refuse('not-found', '没有查到这份证书，请对照证书逐字核对注册编号和验证码，或者扫描证书上的二维码。');
    }
    return done({
      ...registration,
      specialties: [...registration.specialties],
      zone: registration.zone ?? null,
      cancelledOn: registration.cancelledOn ?? null,
      status: registrationStatus(registration, shanghaiDate(now)),
    });
  }),
} satisfies Record<keyof typeof endpoints, ApiRoute>;

/** Answers the API that needs no sign-in. */
export const handler = apiHandler(routes, rememberedCommand);
