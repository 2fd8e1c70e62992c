import { responseInput } from '#survey/model/response.ts';
import { problemContent } from '../problem.ts';
import { type Api, json } from '../route.ts';
import { receiptAnswer } from '../schemas.ts';

/** Describes how a response is sent; what receives it is receive-response.ts. */
export function describeResponses(api: Api): void {
  api.openAPIRegistry.registerPath({
    method: 'post',
    path: '/responses',
    summary: 'Gửi một phiếu trả lời; gửi lại cùng id thì nhận lại đúng biên nhận cũ',
    request: { body: { required: true, content: { 'application/json': { schema: responseInput } } } },
    responses: {
      201: json('Đã nhận phiếu', receiptAnswer),
      200: json('Phiếu này đã nhận từ trước', receiptAnswer),
      400: problemContent('Không đọc được JSON'),
      422: problemContent('Phiếu chưa đúng; không lưu gì'),
      429: problemContent('Quá nhiều phiếu từ cùng một nơi; không lưu gì, Retry-After cho biết chờ bao lâu'),
      503: problemContent('Chưa nhận được phiếu; không lưu gì'),
    },
  });
}
